//! Logs each line of its input: lines DIRECTORY
use std::io;

use tracing_appender::rolling::{RollingFileAppender, Rotation};

fn main() {
    let directory = std::env::args().nth(1).expect("a directory");
    let files = RollingFileAppender::builder()
        .rotation(Rotation::MINUTELY)
        .filename_prefix("app")
        .filename_suffix("log")
        .build(directory)
        .expect("a file");
    let (writer, _guard) = tracing_appender::non_blocking(files);
    tracing_subscriber::fmt()
        .with_writer(writer)
        .with_ansi(false)
        .without_time()
        .with_level(false)
        .with_target(false)
        .init();
    for line in io::stdin().lines() {
        tracing::info!("{}", line.expect("a line"));
    }
}
