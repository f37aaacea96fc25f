// Logs each line of its input: lines PATH BYTES
package main

import (
	"bufio"
	"fmt"
	"log"
	"os"
	"strconv"

	"gopkg.in/natefinch/lumberjack.v2"
)

func main() {
	size, err := strconv.Atoi(os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	// Its sizes are megabytes: rotated by hand, which is what it does by itself when one is full
	logger := &lumberjack.Logger{Filename: os.Args[1], MaxSize: 1, Compress: len(os.Args) > 3}
	written := 0
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		if written += len(lines.Text()) + 1; written > size {
			written = 0
			if err := logger.Rotate(); err != nil {
				log.Fatal(err)
			}
		}
		fmt.Fprintln(logger, lines.Text())
	}
}
