package io.ssvirt.rest.api;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.Outcome;

/**
 * The JSON object in the body of a request, whatever content type came with it.
 *
 * <p>A body that cannot be read is kept as an error until somebody reads it, so that a resource decides what is checked first.
 */
public final class JsonBody {

    private static final int MAX_DEPTH = 64;

    /** Names, values and brackets; the largest request that makes sense has some hundred. */
    private static final int MAX_TOKENS = 20_000;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxTokenCount(MAX_TOKENS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Outcome<ObjectNode> tree;
    private final Optional<BodyShape> shape;

    private JsonBody(Outcome<ObjectNode> tree, Optional<BodyShape> shape) {
        this.tree = tree;
        this.shape = shape;
    }

    /** A body that holds nothing, and notes what is asked of it. */
    public static JsonBody noting(BodyShape shape) {
        return new JsonBody(unreadable("There is no body, only a note of what is read"), Optional.of(shape));
    }

    /** Parses UTF-8 (or UTF-16, UTF-32) text. */
    public static JsonBody parse(byte[] text) {
        return new JsonBody(treeOf(text), Optional.empty());
    }

    /** Reads the members that a request knows; refused with the first one that is wrong. */
    public <T> Outcome<T> read(Function<JsonFields, T> reading) {
        shape.ifPresent(notes -> reading.apply(JsonFields.noting(notes)));
        return tree.then(object -> {
            JsonFields fields = JsonFields.of(object);
            T value = reading.apply(fields);
            return fields.firstError().<Outcome<T>>map(Outcome::refused).orElseGet(() -> Outcome.done(value));
        });
    }

    private static Outcome<ObjectNode> treeOf(byte[] text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node == null || node.isMissingNode()) {
                return unreadable("A request body is required");
            }
            return node instanceof ObjectNode object
                    ? Outcome.done(object)
                    : unreadable("The request body must be a JSON object");
        } catch (StreamConstraintsException tooMuch) {
            return unreadable("The request body is nested deeper than " + MAX_DEPTH + " levels, has more than "
                    + MAX_TOKENS + " parts, or holds a name or number that is too long");
        } catch (JsonProcessingException malformed) {
            return unreadable("The request body is not valid JSON" + place(malformed));
        } catch (IOException notText) {
            return unreadable("The request body is not valid JSON: it is not UTF-8 text");
        }
    }

    /** Only the place is told: the parser's own words may quote the body, and with it a secret. */
    private static String place(JsonProcessingException malformed) {
        return Optional.ofNullable(malformed.getLocation())
                .filter(at -> at.getLineNr() > 0)
                .map(at -> " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")")
                .orElse("");
    }

    private static <T> Outcome<T> unreadable(String message) {
        return Outcome.refused(
                new DomainError(ErrorKind.INVALID, "BAD_REQUEST_BODY", message, Optional.empty(), Optional.empty()));
    }
}
