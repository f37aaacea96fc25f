package io.quarkiverse.tailsrv.runtime.tls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

class HandshakeInputTest {

    private final HandshakeInput input = new HandshakeInput();

    @Test
    void aHandshakeMayCome() {
        assertThat(input.add(hello(2000))).isTrue();
        assertThat(input.add(bytes(30_000))).as("certificates").isTrue();
        assertThat(input.first()).hasToString("\"\\x16\\x03\\x01\\x00\\x04\\x01\\x00\\x07\\xd0"
                + "\\x00".repeat(23) + "\" and more");
    }

    @Test
    void aHelloThatClaimsToBeTooLongMayNot() {
        assertThat(input.add(hello(HandshakeInput.MAX_HELLO))).isTrue();
        assertThat(new HandshakeInput().add(hello(HandshakeInput.MAX_HELLO + 1))).isFalse();
    }

    @Test
    void norIfItComesInPieces() {
        ByteBuf hello = hello(HandshakeInput.MAX_HELLO + 1);
        while (hello.readableBytes() > 1) {
            assertThat(input.add(hello.readSlice(1))).isTrue();
        }
        assertThat(input.add(hello)).isFalse();
    }

    @Test
    void otherMessagesHaveTheirLengthElsewhere() {
        assertThat(input.add(hello(HandshakeInput.MAX_HELLO + 1).setByte(0, 23))).isTrue();
        assertThat(new HandshakeInput().add(hello(HandshakeInput.MAX_HELLO + 1).setByte(5, 11))).isTrue();
    }

    @Test
    void noMoreThanSoMuchMayCome() {
        assertThat(input.add(bytes(HandshakeInput.MAX_LENGTH - 1))).isTrue();
        assertThat(input.add(bytes(1))).isTrue();
        assertThat(input.add(bytes(1))).isFalse();
    }

    /** A record with the beginning of a client's first message. */
    private static ByteBuf hello(int length) {
        return Unpooled.buffer().writeByte(22).writeShort(0x0301).writeShort(4).writeByte(1).writeMedium(length);
    }

    private static ByteBuf bytes(int length) {
        return Unpooled.wrappedBuffer(new byte[length]);
    }
}
