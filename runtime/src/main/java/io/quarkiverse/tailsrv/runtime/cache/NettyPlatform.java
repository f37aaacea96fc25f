package io.quarkiverse.tailsrv.runtime.cache;

import java.nio.MappedByteBuffer;

import io.netty.util.internal.PlatformDependent;

/**
 * The only user of Netty's internal {@link PlatformDependent}, which has no replacement on Java 17. From Java 22 on,
 * {@code java.lang.foreign.Arena} can unmap. Netty's limit of direct memory is available nowhere else.
 */
public final class NettyPlatform {

    private NettyPlatform() {
    }

    /** The most direct memory that Netty allocates. */
    public static long maxDirectMemory() {
        return PlatformDependent.maxDirectMemory();
    }

    /** Whether {@link #unmap} does anything. */
    static boolean canUnmap() {
        return PlatformDependent.hasUnsafe();
    }

    /** Unmaps at once, without waiting for the garbage collector. */
    static void unmap(MappedByteBuffer mapped) {
        PlatformDependent.freeDirectBuffer(mapped);
    }
}
