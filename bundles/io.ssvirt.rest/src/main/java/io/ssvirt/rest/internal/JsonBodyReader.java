package io.ssvirt.rest.internal;

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.ext.MessageBodyReader;

import io.ssvirt.rest.api.JsonBody;

/** Reads request bodies as JSON whatever their content type says, up to a limit. */
public final class JsonBodyReader implements MessageBodyReader<JsonBody> {

    private final int limit;

    /** Takes the largest body, in bytes. */
    public JsonBodyReader(int limit) {
        this.limit = Math.min(Math.max(1, limit), Integer.MAX_VALUE - 1);
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type == JsonBody.class;
    }

    @Override
    public JsonBody readFrom(
            Class<JsonBody> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        byte[] text = body.readNBytes(limit + 1);
        if (text.length > limit) {
            throw new BodyTooLarge(limit);
        }
        return JsonBody.parse(text);
    }
}
