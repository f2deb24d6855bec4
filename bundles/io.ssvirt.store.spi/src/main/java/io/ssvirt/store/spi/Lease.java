package io.ssvirt.store.spi;

import java.time.Instant;

/**
 * A lease as it stands in the database.
 *
 * @param holder who held it last
 * @param epoch grows whenever the holder changes
 * @param until when it runs out, or ran out; the epoch of time when its holder let go
 */
public record Lease(String holder, long epoch, Instant until) {}
