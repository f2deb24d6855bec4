package io.ssvirt.rest.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.ext.MessageBodyWriter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import io.ssvirt.rest.api.RepeatableRead;
import io.ssvirt.rest.api.Written;

/** Writes records as JSON: members in the order of their declaration, and those that are null not at all. */
@Produces("application/json")
public final class JsonWriter implements MessageBodyWriter<Object> {

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false);

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return Record.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(
            Object value,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        out.write(value instanceof RepeatableRead read ? bytes(read.body()) : bytes((Record) value));
    }

    /** Writes it the first time. */
    static byte[] bytes(Written body) throws IOException {
        return body.json(JsonWriter::bytes);
    }

    static byte[] bytes(Record value) throws IOException {
        return MAPPER.writeValueAsBytes(value);
    }
}
