#!/usr/bin/env bash
# tokio-util 0.7.20: a FramedRead of lines with a maximum length is at its end behind the first line that is longer; it goes on
# when it is asked again, but holds back the lines that it has until more bytes come.
#
# The documentation recommends LinesCodec::new_with_max_length, and says that the rest of a long line is discarded, after
# which all is as before. That is so for the codec. FramedRead, which reads by it, takes an error for the end: the next item
# is None, as when the server ends the stream. So "while let Some(line) = lines.next().await", with the error logged and
# skipped, ends there, with the connection in order and lines in its buffer. A client that then comes back with the offset
# of what it has got meets the same line again, for ever. A client that asks again after the None gets the next lines;
# but if they came with the long one, only when something more is received: on a quiet file that may be hours later.
# LinesCodec::new() has no maximum and does not end.
# Here the server sends four lines in one piece, the second of them long, and two seconds later another one.
#
# Needs cargo with Rust 1.85 or newer, and a C compiler for linking. Takes 30 seconds for the build (CARGO_TARGET_DIR keeps it),
# and 5 seconds. Seen with tokio-util 0.7.20 and tokio 1.54.1.
# What we do: lines are cut by the client, and ours has a maximum that is no end; the page on clients says what Rust needs.
set -euo pipefail
work=$(mktemp --directory)
trap 'rm -r "$work"' EXIT
cd "$work"

mkdir src
cat > Cargo.toml <<'TOML'
[package]
name = "long-line"
version = "1.0.0"
edition = "2021"

[dependencies]
futures-util = { version = "=0.3.31", default-features = false }
tokio = { version = "=1.54.1", features = ["io-util", "macros", "net", "rt", "time"] }
tokio-util = { version = "=0.7.20", features = ["codec"] }
TOML

cat > src/main.rs <<'RUST'
use std::time::{Duration, Instant};

use futures_util::StreamExt;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;
use tokio_util::codec::{FramedRead, LinesCodec};

async fn serve(listener: TcpListener) {
    let (mut client, _) = listener.accept().await.unwrap();
    let piece = format!("line 0\n{}\nline 2\nline 3\n", "x".repeat(500));
    client.write_all(piece.as_bytes()).await.unwrap();
    sleep(Duration::from_secs(2)).await;
    client.write_all(b"line 4\n").await.unwrap();
    sleep(Duration::from_millis(500)).await;
}

async fn read(what: &str, codec: LinesCodec) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(serve(listener));
    let mut lines = FramedRead::new(TcpStream::connect(address).await.unwrap(), codec);
    let began = Instant::now();
    loop {
        let item = match lines.next().await {
            Some(Ok(line)) if line.len() > 100 => "a long line".to_string(),
            Some(Ok(line)) => line,
            Some(Err(error)) => format!("error: {error}"),
            None => "the end".to_string(),
        };
        let late = if began.elapsed() > Duration::from_secs(1) { "later" } else { "at once" };
        println!("{what}, {late}: {item}");
        if item == "the end" && late == "later" {
            break;
        }
    }
    server.await.unwrap();
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    read("maximum", LinesCodec::new_with_max_length(100)).await;
    read("no maximum", LinesCodec::new()).await;
}
RUST

cargo build --quiet > cargo.log 2>&1 || { cat cargo.log; exit 1; }
timeout 30 "${CARGO_TARGET_DIR:-target}/debug/long-line" | tee seen
diff - seen <<'SEEN' || { echo "This has changed"; exit 1; }
maximum, at once: line 0
maximum, at once: error: max line length exceeded
maximum, at once: the end
maximum, later: line 2
maximum, later: line 3
maximum, later: line 4
maximum, later: the end
no maximum, at once: line 0
no maximum, at once: a long line
no maximum, at once: line 2
no maximum, at once: line 3
no maximum, later: line 4
no maximum, later: the end
SEEN
