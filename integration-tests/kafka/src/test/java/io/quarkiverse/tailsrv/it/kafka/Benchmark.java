package io.quarkiverse.tailsrv.it.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs one of the large trials, and prints a table. CONTRIBUTING has the commands. No build runs them.
 */
final class Benchmark {

    private static final String USAGE = """
            rotation [lines] [lines-a-second] [seconds-between-rotations] [follow|close]
            kills [kills-of-the-reader] [kills-of-the-server] [stops-of-the-broker] [lines-a-second]
            throughput [lines] [rounds] [way,way]
            absent [minutes] [lines-a-second]""";

    private Benchmark() {
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            System.err.println(USAGE);
            System.exit(2);
        }
        Path directory = Files.createTempDirectory("tailsrv-kafka");
        Numbers numbers = new Numbers(List.of(arguments).subList(1, arguments.length));
        switch (arguments[0]) {
            case "rotation" -> new RotationTrial(directory, numbers).run();
            case "kills" -> new KillsTrial(directory, numbers).run();
            case "throughput" -> new ThroughputTrial(directory, numbers).run();
            case "absent" -> new AbsentBrokerTrial(directory, numbers).run();
            default -> System.err.println(USAGE);
        }
        System.out.println("\nWhat the processes have said is in " + directory);
    }

    /** The arguments of a trial, in order, each with a default. */
    record Numbers(List<String> arguments) {

        int number(int index, int otherwise) {
            return index < arguments.size() ? Integer.parseInt(arguments.get(index)) : otherwise;
        }

        String word(int index, String otherwise) {
            return index < arguments.size() ? arguments.get(index) : otherwise;
        }
    }
}
