/**
 * One file as it grows and is rotated: a follower looks at a path, keeps its generations, publishes how far each may be
 * read, and tells its listener. It decides nothing about when to look; that is {@code watch}. It imports {@code file} alone.
 */
package io.quarkiverse.tailsrv.runtime.follower;
