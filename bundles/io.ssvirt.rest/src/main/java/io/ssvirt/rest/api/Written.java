package io.ssvirt.rest.api;

import java.io.IOException;
import java.util.Objects;

/**
 * A body that is answered more than once and written as JSON the first time only.
 *
 * <p>Whoever keeps it says for how long it is good.
 */
public final class Written {

    private final Record body;
    private volatile byte[] json;

    /** Turns a body into JSON. */
    @FunctionalInterface
    public interface Writer {

        /** Returns the JSON of a body in UTF-8. */
        byte[] write(Record body) throws IOException;
    }

    /** Takes a body that does not change. */
    public Written(Record body) {
        this.body = Objects.requireNonNull(body, "body");
    }

    /** Returns the body. */
    public Record body() {
        return body;
    }

    /** Returns the JSON, which nobody may change; two that ask at first at the same moment both have it written. */
    public byte[] json(Writer writer) throws IOException {
        byte[] known = json;
        if (known == null) {
            known = writer.write(body);
            json = known;
        }
        return known;
    }
}
