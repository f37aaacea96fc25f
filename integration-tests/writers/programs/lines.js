// Logs each line of its input: lines.js PATH BYTES TAILABLE, or with the date in the path: lines.js PATH PATTERN dated
const readline = require('node:readline');
const winston = require('winston');

const [filename, limit, kind] = process.argv.slice(2);

function transport() {
    if (kind === 'dated') {
        const DailyRotateFile = require('winston-daily-rotate-file');
        return new DailyRotateFile({ filename, datePattern: limit });
    }
    return new winston.transports.File({ filename, maxsize: Number(limit), maxFiles: 50, tailable: kind === 'true' });
}

const logger = winston.createLogger({ format: winston.format.printf(info => info.message), transports: [transport()] });
readline.createInterface({ input: process.stdin }).on('line', line => logger.info(line)).on('close', () => logger.end());
