#!/usr/bin/env bash
# winston 3.19.0: once its file could not be written, as on a full disk, the File transport writes nothing more, and no event tells.
#
# When there is room again, the file stays as it is: the transport's stream has been destroyed by the error, which goes to a debug
# line only. Neither the logger nor the transport emits "error" or "warn", logger.info() throws nothing, and each further line is
# kept in memory. Whoever follows the file sees a quiet application. pino 10.4.0 in the same place emits "error", keeps
# what it could not write, and writes each line once when there is room, the half one first completed.
#
# Needs root, or user namespaces that any user may make (for a file system in memory of 256 KiB), Node 20 or newer and npm. Takes
# 30 seconds. Seen with winston 3.19.0, pino 10.4.0 and Node 20.20.2.
# What we do: nothing is lost here that the file has; the page on loggers says it.
set -euo pipefail
work=$(mktemp --directory)
trap 'rm -r "$work"' EXIT
cd "$work"

npm install --silent --no-fund --no-audit --ignore-scripts winston@3.19.0 pino@10.4.0 > npm.log 2>&1 || { cat npm.log; exit 1; }

cat > log.js <<'JAVASCRIPT'
const fs = require("node:fs");
const [kind, folder] = process.argv.slice(2);
const path = `${folder}/log`;
const room = `${folder}/other`;
let events = 0;

const loggers = {
    winston() {
        const winston = require("winston");
        const transport = new winston.transports.File({ filename: path });
        const logger = winston.createLogger({ format: winston.format.printf(({ message }) => message), transports: [transport] });
        for (const each of [logger, transport]) {
            each.on("error", () => events++).on("warn", () => events++);
        }
        return line => logger.info(line);
    },
    pino() {
        const destination = require("pino").destination({ dest: path, sync: false });
        destination.on("error", () => events++);
        return line => destination.write(line + "\n");
    },
};

const log = loggers[kind]();
const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));
let number = 0;

async function write(lines) {
    for (let i = 0; i < lines; i++) {
        log(`line ${number++} ${"-".repeat(50)}`);
        await pause(2);
    }
    await pause(1000);
}

function tell(when) {
    const lines = fs.readFileSync(path, "utf8").split("\n").slice(0, -1);
    const whole = lines.every((line, i) => line === `line ${i} ${"-".repeat(50)}`);
    console.log(`${kind}, ${when}: ${lines.length === number ? "all" : "not all"} of ${number} lines are in the file, `
        + `${whole ? "in order" : "torn"}; ${events ? "errors" : "no error"} told`);
    return lines.length;
}

(async () => {
    await write(50);
    tell("with room");
    fs.writeFileSync(room, Buffer.alloc(1 << 18).subarray(0, (1 << 18) - (4096 * 3)));
    await write(500);
    const full = tell("disk full");
    fs.unlinkSync(room);
    await write(500);
    const after = tell("with room again");
    console.log(`${kind}: ${after > full ? "the file grows again" : "the file has not grown any more"}`);
    process.exit(0);
})();
JAVASCRIPT

unshare --user --map-root-user --mount bash -euc '
    mkdir small
    for kind in winston pino; do
        mount -t tmpfs -o size=256k tmpfs small
        node log.js $kind small
        umount small
    done' | tee seen
diff - seen <<'SEEN' || { echo "This has changed"; exit 1; }
winston, with room: all of 50 lines are in the file, in order; no error told
winston, disk full: not all of 550 lines are in the file, in order; no error told
winston, with room again: not all of 1050 lines are in the file, in order; no error told
winston: the file has not grown any more
pino, with room: all of 50 lines are in the file, in order; no error told
pino, disk full: not all of 550 lines are in the file, in order; errors told
pino, with room again: all of 1050 lines are in the file, in order; errors told
pino: the file grows again
SEEN
