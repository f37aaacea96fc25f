#!/usr/bin/env bash
# Mutiny 3.1.1 (pauseDemand(), of 2026): after resume(), new items overtake those that were kept while it was paused.
#
# An operator that is paused requests nothing more, and keeps what was requested already. resume() lets new items pass before
# it hands out those that it has kept. If the subscriber asks for the next item as it takes one, the source is asked, and what
# it has goes straight to the subscriber, past the kept ones. So the order may be another one after a pause in which items were
# kept, without a failure, and though all happens on one thread. Pausable channels of SmallRye Reactive Messaging 4.33 (Quarkus 3.33) are this operator. Methods that take one
# message after the other ask for one at a time, so that at most one is kept, and had them in order there. With
# BackPressureStrategy.IGNORE nothing is kept: items that were requested come while it is paused, and in order.
# Here ten numbers are sent to a subscriber that has asked for four, and asks for one more with each that it gets; a pause is
# from the fourth to the last.
#
# Needs JDK 17 or newer and Maven. Takes 5 seconds once Maven has what it needs. Seen with mutiny 3.1.1 and JDK 17.
# What we do: nothing, since our examples take one message after the other. Whoever asks for several in a paused channel, and
# wants the order of the file, sets pausable.buffer-strategy=ignore.
set -euo pipefail
work=$(mktemp --directory)
trap 'rm -r "$work"' EXIT
cd "$work"

cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
    <modelVersion>4.0.0</modelVersion>
    <groupId>findings</groupId>
    <artifactId>mutiny-pause</artifactId>
    <version>1</version>
    <dependencies>
        <dependency>
            <groupId>io.smallrye.reactive</groupId>
            <artifactId>mutiny</artifactId>
            <version>3.1.1</version>
        </dependency>
    </dependencies>
</project>
XML
mvn --quiet --batch-mode dependency:copy-dependencies -DoutputDirectory=lib > mvn.log 2>&1 || { cat mvn.log; exit 1; }

cat > Pause.java <<'JAVA'
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicReference;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.DemandPauser;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.smallrye.mutiny.subscription.MultiSubscriber;

class Pause {

    public static void main(String[] args) {
        run(BackPressureStrategy.BUFFER);
        run(BackPressureStrategy.IGNORE);
    }

    private static void run(BackPressureStrategy strategy) {
        DemandPauser pauser = new DemandPauser();
        AtomicReference<MultiEmitter<? super Integer>> source = new AtomicReference<>();
        Numbers numbers = new Numbers();
        Multi.createFrom().<Integer> emitter(source::set).pauseDemand().bufferStrategy(strategy).using(pauser)
                .subscribe().withSubscriber(numbers);
        for (int i = 0; i < 10; i++) {
            if (i == 3) {
                pauser.pause();
            }
            source.get().emit(i);
        }
        System.out.println(strategy + ", paused: " + numbers.taken);
        pauser.resume();
        System.out.println(strategy + ", resumed: " + numbers.taken);
    }

    private static class Numbers implements MultiSubscriber<Integer> {

        final List<Integer> taken = new ArrayList<>();
        private Subscription subscription;

        @Override
        public void onSubscribe(Subscription subscription) {
            this.subscription = subscription;
            subscription.request(4);
        }

        @Override
        public void onItem(Integer number) {
            taken.add(number);
            subscription.request(1);
        }

        @Override
        public void onFailure(Throwable failure) {
            System.out.println(failure);
        }

        @Override
        public void onCompletion() {
        }
    }
}
JAVA
java -cp 'lib/*' Pause.java | tee seen
diff - seen <<'SEEN' || { echo "This has changed"; exit 1; }
BUFFER, paused: [0, 1, 2]
BUFFER, resumed: [0, 1, 2, 3, 7, 8, 9, 4, 5, 6]
IGNORE, paused: [0, 1, 2, 3, 4, 5, 6]
IGNORE, resumed: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
SEEN
