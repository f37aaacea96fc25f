// Logs each line of its input: lines.js PATH BYTES TAILABLE
const readline = require('node:readline');
const winston = require('winston');

const [filename, maxsize, tailable] = process.argv.slice(2);
const logger = winston.createLogger({
    format: winston.format.printf(info => info.message),
    transports: [new winston.transports.File({ filename, maxsize: Number(maxsize), maxFiles: 50, tailable: tailable === 'true' })],
});
readline.createInterface({ input: process.stdin }).on('line', line => logger.info(line)).on('close', () => logger.end());
