package io.quarkiverse.tailsrv.runtime.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NotYetConnectedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.ChannelOutputShutdownException;
import io.quarkiverse.tailsrv.CloseReason;
import io.quarkiverse.tailsrv.RotationCause;
import io.quarkiverse.tailsrv.TailConnection;
import io.quarkiverse.tailsrv.TailConnectionClosed;
import io.quarkiverse.tailsrv.runtime.follower.FileFollower;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;
import io.quarkiverse.tailsrv.runtime.follower.FollowerListener;
import io.quarkiverse.tailsrv.runtime.follower.FollowerOptions;
import io.quarkiverse.tailsrv.runtime.follower.Retention;
import io.quarkiverse.tailsrv.runtime.follower.SettableGeneration;
import io.quarkiverse.tailsrv.runtime.input.ClientInput;
import io.quarkiverse.tailsrv.runtime.input.InputAllowance;
import io.quarkiverse.tailsrv.runtime.options.ServerOptions;
import io.quarkiverse.tailsrv.runtime.options.TestOptions;
import io.quarkiverse.tailsrv.runtime.report.ServerEvents;
import io.quarkiverse.tailsrv.runtime.report.ServerStatistics;
import io.quarkiverse.tailsrv.runtime.selection.SingleFile;
import io.quarkiverse.tailsrv.runtime.socket.ClientSocket;
import io.quarkiverse.tailsrv.runtime.socket.SocketDouble;
import io.quarkiverse.tailsrv.runtime.socket.SocketMetrics;
import io.quarkiverse.tailsrv.runtime.socket.SocketTransport;
import io.quarkiverse.tailsrv.runtime.socket.Wire;
import io.quarkiverse.tailsrv.runtime.transfer.Transfer;
import io.quarkiverse.tailsrv.runtime.transfer.Warmer;
import io.quarkiverse.tailsrv.runtime.watch.FollowerSchedule;
import io.quarkiverse.tailsrv.runtime.watch.FollowerService;

/**
 * What a connection does in each of its states, on a real file and without a network.
 */
class ConnectionTest implements ServedFile, FollowerListener {

    private static final int MIB = 1 << 20;
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration LONG_GRACE = Duration.ofMinutes(1);
    private static final byte[] MUCH = new byte[(int) InputAllowance.STORE];
    private static final InetSocketAddress ADDRESS = new InetSocketAddress("192.0.2.7", 5000);

    @TempDir
    Path directory;

    private final FollowerService followers = new FollowerService();
    private Path file;
    private FileFollower follower;
    private FollowerSchedule schedule;
    private final List<Object> events = new ArrayList<>();
    private OpenConnections connections;
    private ConnectionGroup group;
    private SocketDouble socket;
    private Throwable unreadable;
    private final Queue<Runnable> warming = new ArrayDeque<>();
    private final List<Runnable> asked = new ArrayList<>();
    private boolean observersReject;
    private boolean diskHangs;
    private boolean fileSystemHangs;
    private boolean peerGone;
    private boolean delivered = true;
    private int room;
    private Exception offerFails;
    private ByteBuf offered;
    private Boolean endedWhole;
    private RejectingEventLoop eventLoop;
    private FileGeneration served;

    @BeforeEach
    void start() {
        file = directory.resolve("app.log");
        follow(Retention.DRAIN);
    }

    private void follow(Retention retention) {
        follow(retention, POLL);
    }

    private void follow(Retention retention, Duration grace) {
        follower = new FileFollower("test", new SingleFile(file), new FollowerOptions(POLL, grace, retention), this);
    }

    @AfterEach
    void stop() {
        if (socket != null) {
            socket.closeByPeer();
            socket.runPendingTasks();
            assertThat(socket.inFlight()).isZero();
        }
        followers.unfollow(schedule);
        followers.close();
    }

    @Override
    public void changed() {
        // the test pumps when it wants to
    }

    @Override
    public void arrived(FileGeneration generation) {
        if (group != null) {
            group.arrived(generation);
        }
    }

    @Override
    public void ended(FileGeneration generation) {
        // so it does here
    }

    @Override
    public void ask(Runnable answer) {
        asked.add(answer);
        if (!fileSystemHangs) {
            schedule.ask(answer);
        }
    }

    @Override
    public void forget(Runnable answer) {
        asked.remove(answer);
        schedule.forget(answer);
    }

    @Override
    public void unreadable(Throwable cause) {
        unreadable = cause;
    }

    @Override
    public boolean isClosed() {
        return follower.current() != null && follower.current().isClosed();
    }

    @Override
    public FileGeneration retainCurrent() {
        FileGeneration generation = served == null ? follower.current() : served;
        return generation != null && generation.retain() ? generation : null;
    }

    @Test
    void sendsOneChunkAtATime() throws IOException {
        write(2 * MIB + 5);
        connect();
        send("1\n");
        awaitWrite();
        assertThat(socket.inFlight()).isEqualTo(1);
        assertThat(socket.takeWrite()).isEqualTo("1+" + MIB);
        assertThat(socket.inFlight()).isEqualTo(1);
        assertThat(socket.takeWrite()).isEqualTo((MIB + 1) + "+" + MIB);
        assertThat(socket.takeWrite()).isEqualTo((2 * MIB + 1) + "+4");
        assertThat(socket.inFlight()).isZero();
    }

    @Test
    void sendsWhatIsAppendedOnceItIsWoken() throws IOException {
        write(10);
        connect();
        send("-4\n");
        awaitWrite();
        assertThat(socket.takeWrite()).isEqualTo("6+4");
        write(3);
        awaitWrite();
        assertThat(socket.takeWrite()).isEqualTo("3");
    }

    @Test
    void beginsWithTheFirstFileThatComesAlsoIfItIsReplacedBeforeItsTurn() throws IOException {
        waitForAFileThatComes();
        Files.move(file, directory.resolve("old"));
        write(7);
        awaitGeneration(2);
        awaitWrite();
        assertThat(socket.takeWrite()).isEqualTo("0+10");
        awaitOutputShutdown();
    }

    @Test
    void beginsWithTheNextFileIfTheFirstOneIsGone() throws IOException {
        waitForAFileThatComes();
        Files.writeString(file, "yyyyyyyyyyyy");
        awaitGeneration(2);
        awaitWrite();
        assertThat(socket.takeWrite()).isEqualTo("0+12");
        assertThat(socket.isOutputShutdown()).isFalse();
    }

    @Test
    void isWokenAgainAfterItsEventLoopHasTakenNoTask() throws IOException {
        write(10);
        connect();
        send("10\n");
        awaitLook();
        write(3);
        await().until(() -> follower.current().limit() == 13);
        eventLoop.rejectWhile(() -> assertThatThrownBy(group::wake).isInstanceOf(RejectedExecutionException.class));
        pump();
        assertThat(socket.inFlight()).isOne();
        assertThat(socket.takeWrite()).isEqualTo("3");
    }

    @Test
    void queuesNothingThatTheSocketTakesAtOnce() throws IOException {
        write(10);
        connect();
        send("10\n");
        room = 1000;
        awaitLook();
        write(3);
        awaitPosition(13);
        assertThat(socket.inFlight()).isZero();
        write(4);
        awaitPosition(17);
        assertThat(socket.inFlight()).isZero();
        assertThat(opened().bytesSent()).isEqualTo(7);
        assertThat(offered.refCnt()).isZero();
    }

    @Test
    void queuesWhatTheSocketHasNoRoomFor() throws IOException {
        write(10);
        connect();
        send("10\n");
        room = 2;
        awaitLook();
        write(5);
        awaitWrite();
        assertThat(opened().position()).isEqualTo(12);
        assertThat(offered.refCnt()).isOne();
        assertThat(socket.takeWrite()).isEqualTo("3");
        assertThat(offered.refCnt()).isZero();
        assertThat(opened().position()).isEqualTo(15);
        assertThat(opened().bytesSent()).isEqualTo(5);
        room = 1000;
        write(1);
        awaitPosition(16);
        assertThat(socket.inFlight()).isZero();
    }

    static List<Exception> failures() {
        return List.of(new IOException("Connection reset by peer"), new NotYetConnectedException());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void closesOnceTheSocketFails(Exception failure) throws IOException {
        write(10);
        connect();
        send("10\n");
        awaitLook();
        FileGeneration generation = follower.current();
        offerFails = failure;
        write(1);
        await().until(() -> {
            pump();
            return !socket.isOpen();
        });
        assertThat(offered.refCnt()).isZero();
        assertThat(unreadable).isNull();
        Files.delete(file);
        await().until(() -> !generation.channel().isOpen());
    }

    @Test
    void doesNotSendWhileAChunkIsInFlight() throws IOException {
        write(10);
        connect();
        send("0\n");
        awaitWrite();
        write(10);
        await().until(() -> follower.current().limit() == 20);
        pump();
        assertThat(socket.inFlight()).isEqualTo(1);
        assertThat(socket.takeWrite()).isEqualTo("0+10");
        assertThat(socket.takeWrite()).isEqualTo("10");
    }

    @Test
    void waitsForAnOffsetPastTheEnd() throws IOException {
        write(10);
        connect();
        send("15\n");
        write(5);
        awaitLimit(15);
        assertThat(socket.inFlight()).isZero();
        write(1);
        awaitWrite();
        assertThat(socket.takeWrite()).isEqualTo("1");
    }

    @Test
    void waitsForTheFileAndCountsBackFromNothing() throws IOException {
        connect();
        send("-4\n");
        awaitLook();
        create(10);
        awaitWrite();
        assertThat(socket.takeWrite()).isEqualTo("0+10");
    }

    /** The answer may come so late that the file is closed once more. */
    @Test
    void countsBackFromTheEndOfAFileThatIsClosed() throws IOException {
        follower = new FileFollower("test", new SingleFile(file),
                new FollowerOptions(POLL, POLL, Retention.DRAIN, Duration.ZERO), this);
        write(10);
        connect();
        await().until(() -> {
            pump(); // who is woken lets go of the file
            return follower.current() != null && follower.current().isClosed();
        });
        send("-4\n");
        await().pollInterval(Duration.ofMillis(1)).until(() -> {
            pump();
            return socket.inFlight() > 0;
        });
        assertThat(opened().startOffset()).isEqualTo(6);
        assertThat(socket.takeWrite()).isEqualTo("6+4");
    }

    @Test
    void servesWhoHasShutItsWritingSide() throws IOException {
        write(10);
        connect();
        send("5");
        socket.shutdownInput();
        awaitWrite();
        assertThat(socket.takeWrite()).isEqualTo("5+5");
        assertThat(socket.isOpen()).isTrue();
    }

    @Test
    void findsOutThatWhoHasShutItsWritingSideIsGone() throws IOException {
        write(10);
        connect();
        send("10\n");
        socket.shutdownInput();
        advance(15, TimeUnit.SECONDS);
        assertThat(socket.isOpen()).isTrue();
        peerGone = true;
        advance(15, TimeUnit.SECONDS);
        assertThat(socket.isOpen()).isFalse();
    }

    /** Its first probe goes out after 65 seconds, and the system may be 4 seconds late. */
    @Test
    void findsOutAsSoonAsKeepaliveHasProbed() throws IOException {
        write(10);
        connect();
        send("100\n");
        socket.shutdownInput();
        for (int i = 0; i < 69; i++) {
            advance(1, TimeUnit.SECONDS);
        }
        peerGone = true;
        assertThat(socket.isOpen()).isTrue();
        advance(1, TimeUnit.SECONDS);
        assertThat(socket.isOpen()).isFalse();
    }

    @Test
    void refusesWhatIsNoHeaderWithAFin() throws IOException {
        write(10);
        connect();
        send("five\n");
        assertThat(socket.isOutputShutdown()).isTrue();
        assertThat(socket.isOpen()).isTrue();
        socket.shutdownInput();
        assertThat(socket.isOpen()).isFalse();
        assertThat(socket.inFlight()).isZero();
    }

    @Test
    void refusesWhoIsTooSlow() {
        connect("header-timeout", "10S");
        advance(9, TimeUnit.SECONDS);
        assertThat(socket.isOutputShutdown()).isFalse();
        advance(2, TimeUnit.SECONDS);
        assertThat(socket.isOutputShutdown()).isTrue();
    }

    @Test
    void neverTimesOutWhereThereIsNoTimeout() {
        connect("header-timeout", "0");
        assertThat(socket.hasPendingTasks()).isFalse();
    }

    @Test
    void readsAwayWhatStillComesBeforeItCloses() throws IOException {
        write(10);
        connect();
        send("five\n");
        for (int i = 0; i < 3; i++) {
            send("and on it goes");
            advance(250, TimeUnit.MILLISECONDS);
            assertThat(socket.isOpen()).isTrue();
        }
        advance(250, TimeUnit.MILLISECONDS);
        assertThat(socket.isOpen()).isFalse();
    }

    @Test
    void asksNothingOfASocketThatIsClosed() throws IOException {
        write(10);
        connect();
        send("five\n");
        socket.closeByPeer();
        delivered = false;
        assertThat(socket.hasPendingTasks()).isFalse();
    }

    @Test
    void readsWhatItThrowsAwaySlowly() throws IOException {
        write(10);
        connect();
        send("0\n");
        awaitWrite();
        sendMuch();
        assertThat(socket.config().isAutoRead()).isTrue();
        for (int i = 0; i < 3; i++) {
            sendMuch();
            assertThat(socket.config().isAutoRead()).isFalse();
            advance(ClientInput.LONGEST_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            assertThat(socket.config().isAutoRead()).isTrue();
        }
        assertThat(socket.takeWrite()).isEqualTo("0+10");
    }

    /** An event loop has to wake up at the end of each pause. */
    @Test
    void beginsNoShortPause() throws IOException {
        write(10);
        connect();
        send("0\n");
        awaitWrite();
        sendMuch();
        socket.writeInbound(Unpooled.wrappedBuffer(new byte[MIB / 4]));
        assertThat(socket.config().isAutoRead()).isTrue();
        socket.writeInbound(Unpooled.wrappedBuffer(new byte[MIB / 2]));
        assertThat(socket.config().isAutoRead()).isFalse();
        assertThat(socket.takeWrite()).isEqualTo("0+10");
    }

    /** After the first time so much that the longest pause follows. */
    private void sendMuch() {
        socket.writeInbound(Unpooled.wrappedBuffer(MUCH));
    }

    /** A client that has ended its input is read from to the end, whether it is its turn or not. */
    @Test
    void forgetsThePausesOfAClosedConnection() throws IOException {
        write(10);
        connect();
        send("0\n");
        awaitWrite();
        for (int i = 0; i < 4; i++) {
            sendMuch();
        }
        assertThat(socket.takeWrite()).isEqualTo("0+10");
        socket.closeByPeer();
        assertThat(socket.hasPendingTasks()).isFalse();
    }

    @Test
    void readsFasterAtTheEnd() throws IOException {
        write(10);
        connect();
        delivered = false;
        send("0\n");
        awaitWrite();
        sendMuch();
        sendMuch();
        assertThat(socket.config().isAutoRead()).isFalse();
        assertThat(socket.takeWrite()).isEqualTo("0+10");
        group.drain();
        socket.runPendingTasks();
        assertThat(socket.config().isAutoRead()).isTrue();
        sendMuch();
        assertThat(socket.config().isAutoRead()).as("others do not count").isTrue();
        sendMuch();
        assertThat(socket.config().isAutoRead()).isFalse();
        advance(ClientInput.LAST_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        assertThat(socket.config().isAutoRead()).isTrue();
    }

    /** The message is the system's, in its language: it says nothing. */
    @ParameterizedTest
    @ValueSource(strings = { "Input/output error", "Eingabe-/Ausgabefehler", "Structure needs cleaning", "Connection reset" })
    void asksTheFileWhyItCouldNotBeSent(String message) throws IOException {
        write(10);
        connect();
        send("0\n");
        awaitWrite();
        follower.current().channel().close(); // so that it can't be read
        socket.failWrite(new IOException(message));
        assertThat(socket.isOpen()).isFalse();
        assertThat(unreadable).isInstanceOf(ClosedChannelException.class);
        assertClosed(CloseReason.ERROR);
    }

    @Test
    void blamesTheClientIfTheFileCanBeRead() throws IOException {
        write(10);
        connect();
        send("0\n");
        awaitWrite();
        socket.failWrite(new IOException("sendfile(..) failed: Input/output error"));
        assertThat(unreadable).isNull();
        assertClosed(CloseReason.CLIENT);
    }

    @Test
    void tellsOfARotationIfTheFileHasBecomeTooShortToBeSent() throws IOException {
        write(10);
        connect();
        send("0\n");
        awaitWrite();
        Files.writeString(file, "short");
        socket.failWrite(new IOException("Die Datei ist zu kurz"));
        assertThat(unreadable).isNull();
        assertClosed(CloseReason.ROTATION);
    }

    @Test
    void doesNotWaitForEverForAFileThatIsAsked() throws IOException {
        write(10);
        connect();
        send("0\n");
        awaitWrite();
        diskHangs = true;
        socket.failWrite(new IOException("Connection reset by peer"));
        assertThat(socket.isOpen()).isFalse();
        assertThat(connections.count()).isZero();
        assertThat(events).noneMatch(TailConnectionClosed.class::isInstance);
        advance(5, TimeUnit.SECONDS);
        assertThat(unreadable).isNull();
        assertClosed(CloseReason.CLIENT);
        diskAnswers();
        assertThat(socket.hasPendingTasks()).isFalse();
    }

    /** The transport knows it by the number of the error. */
    @Test
    void asksNothingOfItsFileIfTheClientIsCertainlyToBlame() throws IOException {
        write(10);
        connect();
        send("0\n");
        awaitWrite();
        diskHangs = true;
        socket.failWrite(new SocketException("Connection reset"));
        assertThat(warming).isEmpty();
        assertClosed(CloseReason.CLIENT);
    }

    @Test
    void asksNothingOfItsFileIfItWasEndedItself() throws IOException {
        write(10);
        connect();
        send("0\n");
        awaitWrite();
        diskHangs = true;
        connections.end(opened().id());
        socket.runPendingTasks();
        socket.failWrite(new ChannelOutputShutdownException("ended"));
        assertThat(warming).isEmpty();
    }

    @Test
    void tellsHowFarBehindItWasWhenItWasEnded() throws IOException {
        write(2 * MIB);
        connect();
        send("0\n");
        awaitWrite();
        socket.takeWrite();
        connections.end(opened().id());
        socket.runPendingTasks();
        assertThat(socket.isOutputShutdown()).isTrue();
        assertThat(opened().lag()).isEqualTo(MIB);
        assertThat(connections.largestLag()).isEqualTo(MIB);
        socket.failWrite(new ChannelOutputShutdownException("ended"));
        socket.closeByPeer();
        assertThat(events).last().isInstanceOfSatisfying(TailConnectionClosed.class,
                closed -> assertThat(closed.connection().lag()).isEqualTo(MIB));
    }

    private void assertClosed(CloseReason reason) {
        assertThat(connections.count()).isZero();
        assertThat(events).last().isInstanceOfSatisfying(TailConnectionClosed.class,
                closed -> assertThat(closed.reason()).isEqualTo(reason));
    }

    @Test
    void doesNotCloseBeforeAllIsDelivered() throws IOException {
        write(10);
        connect();
        send("0\n");
        awaitWrite();
        delivered = false;
        group.drain();
        socket.takeWrite();
        assertThat(socket.isOutputShutdown()).isTrue();
        advance(10, TimeUnit.SECONDS);
        assertThat(socket.isOpen()).isTrue();
        delivered = true;
        advance(250, TimeUnit.MILLISECONDS);
        assertThat(socket.isOpen()).isFalse();
    }

    @Test
    void closesWhenWhatIsInFlightIsRewritten() throws IOException {
        write(10);
        connect();
        send("0\n");
        awaitWrite();
        Files.writeString(file, "another content");
        await().until(() -> {
            pump();
            return !socket.isOpen();
        });
    }

    @Test
    void drainsIntoTheNextGenerationThatItFollows() throws IOException {
        follow(Retention.CHAIN);
        write(10);
        connect("on-rotation", "follow");
        send("0\n");
        awaitWrite();
        Files.delete(file);
        await().until(() -> follower.current() == null);
        create(7);
        await().until(() -> follower.current() != null);
        group.drain();
        socket.runPendingTasks();
        assertThat(socket.takeWrite()).isEqualTo("0+10");
        awaitWrite();
        assertThat(socket.takeWrite()).isEqualTo("0+7");
        assertThat(socket.isOutputShutdown()).isTrue();
    }

    @Test
    void sendsLateWritesBeforeTheNextGenerationWhileItIsDrained() throws IOException {
        FileGeneration first = rotateInFlight();
        group.drain();
        socket.runPendingTasks();
        Files.writeString(directory.resolve("moved"), "xxx", APPEND);
        await().until(() -> first.limit() == 13);
        assertThat(socket.takeWrite()).isEqualTo("0+10");
        assertThat(socket.takeWrite()).endsWith("3");
        pump();
        assertThat(socket.inFlight()).isZero();
        assertThat(socket.isOutputShutdown()).isFalse();
    }

    /** The old file is still followed, and the next one is there. */
    private FileGeneration rotateInFlight() throws IOException {
        follow(Retention.CHAIN, LONG_GRACE);
        write(10);
        connect("on-rotation", "follow");
        send("0\n");
        awaitWrite();
        FileGeneration first = follower.current();
        Files.move(file, directory.resolve("moved"));
        await().until(() -> follower.current() == null);
        create(7);
        awaitGeneration(2);
        return first;
    }

    @Test
    void servesThoughNobodyTakesItsEvents() throws IOException {
        observersReject = true;
        write(10);
        connect();
        send("0\n");
        awaitWrite();
        assertThat(socket.takeWrite()).isEqualTo("0+10");
        FileGeneration generation = follower.current();
        socket.closeByPeer();
        assertThat(connections.count()).isZero();
        Files.delete(file);
        await().until(() -> !generation.channel().isOpen());
    }

    @Test
    void leavesNothingWithAFileSystemThatHangs() throws IOException {
        fileSystemHangs = true;
        write(10);
        connect();
        send("0\n");
        assertThat(asked).hasSize(1);
        socket.closeByPeer();
        assertThat(asked).isEmpty();
    }

    @Test
    void servesWhoAskedJustBeforeItIsDrained() throws IOException {
        write(10);
        connect();
        send("0\n");
        group.drain();
        awaitWrite();
        assertThat(socket.takeWrite()).isEqualTo("0+10");
        assertThat(socket.isOutputShutdown()).isTrue();
    }

    @Test
    void throwsAwayWhatComesAfterTheHeader() throws IOException {
        write(10);
        connect();
        ByteBuf junk = Unpooled.copiedBuffer("5\n6\n7\n", UTF_8);
        socket.writeInbound(junk);
        assertThat(junk.refCnt()).isZero();
        awaitWrite();
        ByteBuf more = Unpooled.copiedBuffer("8\n", UTF_8);
        socket.writeInbound(more);
        assertThat(more.refCnt()).isZero();
        assertThat(socket.takeWrite()).isEqualTo("5+5");
        assertThat(socket.inFlight()).isZero();
    }

    @Test
    void endsAtTheEndOfItsGeneration() throws IOException {
        write(10);
        connect();
        send("0\n");
        awaitWrite();
        Files.delete(file);
        await().until(() -> follower.current() == null);
        assertThat(socket.takeWrite()).isEqualTo("0+10");
        awaitOutputShutdown();
    }

    @Test
    void isNotSentTheFileAgainWhenReadingItFailed() throws IOException {
        follow(Retention.CHAIN);
        write(10);
        connect("on-rotation", "follow");
        send("0\n");
        awaitWrite();
        assertThat(socket.takeWrite()).isEqualTo("0+10");
        FileGeneration failed = follower.current();
        failed.channel().close(); // the next read fails, as on a bad disk
        await().until(() -> failed.end() == RotationCause.FAILED && follower.current() != null);
        awaitOutputShutdown();
        assertThat(socket.inFlight()).isZero();
        socket.closeByPeer();
        assertClosed(CloseReason.ERROR);
    }

    @Test
    void isClosedWithAnErrorWhenReadingFailsWhileARegionIsInFlight() throws IOException {
        write(10);
        connect();
        send("0\n");
        awaitWrite();
        FileGeneration failed = follower.current();
        failed.channel().close(); // the next read fails, as on a bad disk
        await().until(() -> failed.end() == RotationCause.FAILED);
        pump();
        assertThat(socket.isOpen()).isFalse();
        assertThat(events).last().isInstanceOfSatisfying(TailConnectionClosed.class,
                closed -> assertThat(closed.reason()).isEqualTo(CloseReason.ERROR));
    }

    @Test
    void followsWithTheNextGenerationFromItsFirstByte() throws IOException {
        follow(Retention.CHAIN);
        write(10);
        connect("on-rotation", "follow");
        send("4\n");
        awaitWrite();
        Files.delete(file);
        await().until(() -> follower.current() == null);
        create(7);
        await().until(() -> follower.current() != null);
        assertThat(socket.takeWrite()).isEqualTo("4+6");
        awaitWrite();
        assertThat(socket.takeWrite()).isEqualTo("0+7");
        assertThat(socket.isOutputShutdown()).isFalse();
    }

    @Test
    void waitsForTheDiskAndSendsAllBeforeItEnds() throws IOException {
        awaitDisk();
        Files.delete(file);
        await().until(() -> follower.current() == null);
        pump();
        assertThat(socket.isOutputShutdown()).isFalse();
        diskAnswers();
        assertThat(socket.takeWrite()).isEqualTo("0+10");
        awaitOutputShutdown();
    }

    @Test
    void doesNotWaitForTheDiskWhenTheFileIsRewritten() throws IOException {
        awaitDisk();
        Files.writeString(file, "another content");
        awaitOutputShutdown();
        diskAnswers();
        assertThat(socket.inFlight()).isZero();
    }

    @Test
    void waitsForTheDiskWhileItIsDrained() throws IOException {
        awaitDisk();
        group.drain();
        socket.runPendingTasks();
        assertThat(socket.isOutputShutdown()).isFalse();
        diskAnswers();
        assertThat(socket.takeWrite()).isEqualTo("0+10");
        assertThat(socket.isOutputShutdown()).isTrue();
    }

    /** TLS tells the client so. */
    @ParameterizedTest
    @ValueSource(strings = { "close", "exit", "linger" })
    void lacksBytesIfTheyWereTruncatedBeforeItIsDrained(String policy) throws IOException {
        awaitDisk("on-rotation", policy);
        FileGeneration truncated = follower.current();
        truncate(3);
        await().until(() -> truncated.end() == RotationCause.TRUNCATED);
        group.drain();
        assertEndsWithoutTheRest();
    }

    @ParameterizedTest
    @ValueSource(strings = { "close", "exit", "linger" })
    void lacksBytesIfTheyAreTruncatedWhileItIsDrained(String policy) throws IOException {
        awaitDisk("on-rotation", policy);
        group.drain();
        socket.runPendingTasks();
        truncate(3);
        awaitGeneration(2);
        pump();
        assertEndsWithoutTheRest();
    }

    /** It is not known to be followed by another one, and nobody looks once the server has stopped. */
    @Test
    void lacksBytesIfItsFileIsTruncatedAndGoneWhileItIsDrained() throws IOException {
        follow(Retention.CHAIN, LONG_GRACE);
        awaitDisk("on-rotation", "follow");
        FileGeneration truncated = follower.current();
        group.drain();
        socket.runPendingTasks();
        Files.move(file, directory.resolve("moved"));
        file = directory.resolve("moved");
        truncate(3);
        await().until(() -> truncated.end() != null);
        assertThat(truncated.end()).isEqualTo(RotationCause.TRUNCATED);
        pump();
        assertEndsWithoutTheRest();
    }

    private void assertEndsWithoutTheRest() {
        socket.runPendingTasks();
        assertThat(socket.isOutputShutdown()).isTrue();
        assertThat(endedWhole).isFalse();
        assertThat(socket.inFlight()).isZero();
        socket.closeByPeer();
        assertClosed(CloseReason.ROTATION);
    }

    @Test
    void drainsIntoAShorterFileThatItFollows() throws IOException {
        follow(Retention.CHAIN);
        awaitDisk("on-rotation", "follow");
        group.drain();
        socket.runPendingTasks();
        truncate(3);
        awaitGeneration(2);
        pump();
        diskAnswers();
        awaitWrite();
        assertThat(socket.takeWrite()).isEqualTo("0+3");
        assertThat(socket.isOutputShutdown()).isTrue();
        assertThat(endedWhole).isTrue();
    }

    @Test
    void waitsWhileItIsDrainedForTheLookThatDecidesWhetherItsFileIsShorter() throws IOException {
        try (SettableGeneration generation = new SettableGeneration(new byte[10])) {
            generation.publish(10);
            generation.suspend(true);
            served = generation.get();
            connect();
            send("0\n");
            awaitLook();
            group.drain();
            pump();
            assertThat(socket.isOutputShutdown()).isFalse();
            generation.suspend(false);
            awaitWrite();
            assertThat(socket.takeWrite()).endsWith("10");
            assertThat(socket.isOutputShutdown()).isTrue();
            assertThat(endedWhole).isTrue();
        }
    }

    @Test
    void letsGoOfTheFileIfItIsClosedWhileItWaitsForTheDisk() throws IOException {
        awaitDisk();
        FileGeneration generation = follower.current();
        socket.closeByPeer();
        Files.delete(file);
        await().until(() -> generation.end() != null);
        assertThat(generation.channel().isOpen()).isTrue();
        diskAnswers();
        await().until(() -> !generation.channel().isOpen());
    }

    @Test
    void goesNoFurtherThanWhatIsPublishedAsItIsDrained() throws IOException {
        write(10);
        connect();
        send("0\n");
        awaitWrite();
        group.drain();
        socket.runPendingTasks();
        write(10);
        await().until(() -> follower.current().limit() == 20);
        assertThat(socket.takeWrite()).isEqualTo("0+10");
        pump();
        assertThat(socket.inFlight()).isZero();
        assertThat(socket.isOutputShutdown()).isTrue();
    }

    @Test
    void closesOnceAWriteFails() throws IOException {
        write(10);
        connect();
        send("0\n");
        awaitWrite();
        FileGeneration generation = follower.current();
        socket.failWrite(new IOException("Connection reset by peer"));
        assertThat(socket.isOpen()).isFalse();
        assertThat(unreadable).isNull();
        Files.delete(file);
        await().until(() -> !generation.channel().isOpen());
    }

    private void connect(String... settings) {
        schedule = followers.follow(follower);
        socket = new SocketDouble(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                ServerOptions options = TestOptions.of(settings);
                connections = new OpenConnections(new ServerStatistics(),
                        new ServerEvents(null, ConnectionTest.this::observe));
                eventLoop = new RejectingEventLoop(channel.eventLoop());
                group = new ConnectionGroup(eventLoop.eventLoop(), new SocketTransport() {
                    @Override
                    public boolean isDirect(Channel channel) {
                        return true; // the test's own handler is no obstacle
                    }

                    @Override
                    public void offer(Channel channel, ByteBuf bytes) throws IOException {
                        offered = bytes;
                        if (offerFails instanceof IOException failure) {
                            throw failure;
                        } else if (offerFails != null) {
                            throw (RuntimeException) offerFails;
                        }
                        bytes.skipBytes(Math.min(room, bytes.readableBytes()));
                    }

                    @Override
                    public boolean isGone(Channel gone) {
                        return peerGone;
                    }

                    @Override
                    public boolean isDelivered(Channel asked, boolean talkative) {
                        return delivered;
                    }
                }, transfer(), options, connections);
                channel.pipeline().addLast(new ConnectionHandler(ConnectionTest.this, group,
                        new ClientSocket(ADDRESS, channel.eventLoop(), wire(), SocketMetrics.NONE)));
            }
        });
    }

    private Wire wire() {
        return new Wire() {
            @Override
            public ChannelFuture end(ChannelHandlerContext context, boolean whole) {
                endedWhole = whole;
                return Wire.super.end(context, whole);
            }
        };
    }

    private void observe(Object event) {
        if (observersReject) {
            throw new RejectedExecutionException("The pool is full");
        }
        events.add(event);
    }

    private Transfer transfer() {
        return new Transfer(false, new Warmer(this::warm, this::warm));
    }

    private void warm(Runnable task) {
        if (diskHangs) {
            warming.add(task);
        } else {
            task.run();
        }
    }

    private void awaitDisk(String... settings) throws IOException {
        diskHangs = true;
        write(10);
        connect(settings);
        send("0\n");
        await().until(() -> {
            pump();
            return !warming.isEmpty();
        });
        assertThat(socket.inFlight()).isZero();
    }

    private void diskAnswers() {
        diskHangs = false;
        while (!warming.isEmpty()) {
            warming.remove().run();
        }
        socket.runPendingTasks();
    }

    private void send(String text) {
        socket.writeInbound(Unpooled.copiedBuffer(text, UTF_8));
    }

    private void write(int length) throws IOException {
        Files.writeString(file, "x".repeat(length), CREATE, APPEND);
    }

    /** At once: no look finds another length. */
    private void truncate(int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, WRITE)) {
            channel.truncate(length);
        }
    }

    private void advance(long time, TimeUnit unit) {
        socket.advanceTimeBy(time, unit);
        socket.runPendingTasks();
    }

    /** All of it at once: no look finds the file while it is shorter. */
    private void create(int length) throws IOException {
        Files.move(Files.writeString(directory.resolve("new"), "x".repeat(length)), file, ATOMIC_MOVE);
    }

    private void pump() {
        group.wake();
        socket.runPendingTasks();
    }

    /** Its turn does not come. */
    private void waitForAFileThatComes() throws IOException {
        connect();
        send("0\n");
        awaitLook();
        pump();
        write(10);
        awaitGeneration(1);
        await().until(() -> follower.current().limit() == 10);
    }

    private void awaitOutputShutdown() {
        await().until(() -> {
            pump();
            return socket.isOutputShutdown();
        });
    }

    private void awaitWrite() {
        await().until(() -> {
            pump();
            return socket.inFlight() > 0;
        });
    }

    private TailConnection opened() {
        return connections.snapshot().get(0);
    }

    private void awaitGeneration(long number) {
        await().until(() -> follower.current() != null && follower.current().number() == number);
    }

    private void awaitPosition(long position) {
        await().until(() -> {
            pump();
            return opened().position() == position;
        });
    }

    private void awaitLimit(long limit) {
        await().until(() -> {
            pump();
            return follower.current().limit() == limit;
        });
        pump();
    }

    /** The answer to a question asked later: those asked before have been answered. */
    private void awaitLook() {
        AtomicBoolean answered = new AtomicBoolean();
        ask(() -> answered.set(true));
        await().untilTrue(answered);
        socket.runPendingTasks();
    }
}
