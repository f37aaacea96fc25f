package io.quarkiverse.tailsrv.runtime.transfer;

import java.nio.MappedByteBuffer;

import io.netty.util.internal.PlatformDependent;

/**
 * What only Netty's own {@link PlatformDependent}, which is no public API, does with Java 17: the one class that uses it. Java
 * 22 unmaps by {@code java.lang.foreign.Arena}; for the limit of direct memory as Netty keeps to it there is nothing else.
 */
final class NettyPlatform {

    private NettyPlatform() {
    }

    /** How much direct memory Netty takes at the most. */
    static long maxDirectMemory() {
        return PlatformDependent.maxDirectMemory();
    }

    /** Whether {@link #unmap} does anything. */
    static boolean canUnmap() {
        return PlatformDependent.hasUnsafe();
    }

    /** Gives a mapping back at once, not when the garbage collector finds it. */
    static void unmap(MappedByteBuffer mapped) {
        PlatformDependent.freeDirectBuffer(mapped);
    }
}
