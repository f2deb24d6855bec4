package io.ssvirt.rest.cloudapi.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import io.ssvirt.rest.api.BodyShape;
import io.ssvirt.rest.api.RepeatableRead;
import io.ssvirt.rest.cloudapi.internal.ApiServer.Answer;
import io.ssvirt.rest.cloudapi.internal.json.PageDto;

/**
 * The OpenAPI document, recorded from the code at work.
 *
 * <p>Paths and parameters come from the annotations of the resources, texts from their Javadoc, request bodies from what the resources
 * ask a body for, and answers with their status, schema and example from a request to each endpoint.
 */
final class ApiDocument {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BODY_TYPE = "application/json";

    private final ApiServer api;
    private final JavadocTexts texts;
    private final RecordSchemas schemas;

    /** What is missing in the document, as sentences. */
    final List<String> gaps = new ArrayList<>();

    ApiDocument(ApiServer api, JavadocTexts texts) {
        this.api = api;
        this.texts = texts;
        this.schemas = new RecordSchemas(texts);
    }

    String yaml(List<Endpoint> endpoints) {
        YAMLMapper yaml = YAMLMapper.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build();
        try {
            return yaml.writeValueAsString(document(endpoints));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private ObjectNode document(List<Endpoint> endpoints) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        try (var frame = ApiDocument.class.getResourceAsStream("openapi-frame.json")) {
            root.setAll((ObjectNode) JSON.readTree(new String(frame.readAllBytes(), StandardCharsets.UTF_8)));
        }
        ObjectNode components = (ObjectNode) root.remove("components");
        ArrayNode tags = root.putArray("tags");
        endpoints.stream()
                .map(endpoint -> endpoint.resource().getClass())
                .distinct()
                .forEach(type -> {
                    ObjectNode tag = tags.addObject().put("name", tag(type));
                    texts.ofType(type)
                            .ifPresentOrElse(
                                    text -> tag.put("description", text), () -> gaps.add(type + " has no text"));
                });
        ObjectNode paths = root.putObject("paths");
        for (Endpoint endpoint : endpoints) {
            paths.withObjectProperty(endpoint.documentedPath())
                    .set(endpoint.method().toLowerCase(Locale.ROOT), operation(endpoint));
        }
        root.set("components", components);
        ObjectNode all = components.withObjectProperty("schemas");
        schemas.byName().forEach(all::set);
        return root;
    }

    private static String tag(Class<?> resource) {
        return resource.getSimpleName().replaceAll("Resource$", "");
    }

    private ObjectNode operation(Endpoint endpoint) {
        ObjectNode operation = JSON.createObjectNode();
        operation.putArray("tags").add(tag(endpoint.resource().getClass()));
        texts.ofMethod(endpoint.code())
                .ifPresentOrElse(text -> operation.put("summary", text), () -> gaps.add(endpoint + " has no text"));
        operation.put(
                "operationId",
                endpoint.code().getName() + tag(endpoint.resource().getClass()));
        ArrayNode parameters = JSON.createArrayNode();
        for (String name : endpoint.pathParameters()) {
            ObjectNode parameter = parameters.addObject();
            parameter.put("name", name).put("in", "path").put("required", true);
            ObjectNode schema = parameter.putObject("schema").put("type", "string");
            if (!endpoint.wordsOf(name).isEmpty()) {
                endpoint.wordsOf(name).forEach(schema.putArray("enum")::add);
            }
            parameter.put("example", endpoint.sampleOf(name));
        }
        for (String name : endpoint.queryParameters()) {
            parameters
                    .addObject()
                    .put("name", name)
                    .put("in", "query")
                    .putObject("schema")
                    .put("type", "string");
        }
        if (endpoint.isList()) {
            for (String name : List.of("page", "pageSize", "offset", "filter", "search", "sortAsc", "sortDesc")) {
                parameters.addObject().put("$ref", "#/components/parameters/" + name);
            }
        }
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        Optional<BodyShape> body = endpoint.body();
        body.ifPresent(shape -> operation.set("requestBody", requestBody(shape)));
        if (endpoint.takesForm()) {
            operation.putObject("requestBody").put("$ref", "#/components/requestBodies/token");
        }
        operation.set("responses", responses(endpoint, body));
        if (endpoint.isPublic()) {
            ArrayNode security = operation.putArray("security");
            if (endpoint.changes()) {
                security.addObject().putArray("basic");
            }
        }
        return operation;
    }

    private static ObjectNode requestBody(BodyShape shape) {
        ObjectNode request = JSON.createObjectNode().put("required", true);
        ObjectNode media = request.putObject("content").putObject(BODY_TYPE);
        ObjectNode schema = media.putObject("schema").put("type", "object");
        shape.members().forEach(member -> BodySchema.add(schema, member));
        media.set("example", SampleBody.of(shape));
        return request;
    }

    private ObjectNode responses(Endpoint endpoint, Optional<BodyShape> body) {
        ObjectNode responses = JSON.createObjectNode();
        Answer answer =
                api.recorded(endpoint, body.map(shape -> SampleBody.of(shape).toString()));
        if (answer.status() >= 300) {
            gaps.add(endpoint + " answered its sample with " + answer.status() + " " + answer.body());
        } else {
            ObjectNode good = responses.putObject(Integer.toString(answer.status()));
            good.put("description", phrase(answer.status()));
            if (!answer.body().isEmpty()) {
                ObjectNode media = good.putObject("content").putObject(BODY_TYPE);
                media.set("schema", schema(endpoint, api.lastEntity));
                media.set("example", answer.json());
            }
        }
        if (!endpoint.pathParameters().isEmpty() || body.isPresent()) {
            error(responses, 400);
        }
        if (!endpoint.isPublic()) {
            error(responses, 401);
            error(responses, 403);
        } else if (endpoint.changes()) {
            error(responses, 401);
        }
        if (!endpoint.pathParameters().isEmpty()) {
            error(responses, 404);
        }
        if (endpoint.changes() && !endpoint.isPublic()) {
            error(responses, 409);
        }
        if (body.isPresent()) {
            error(responses, 413);
        }
        error(responses, 429);
        error(responses, 503);
        return responses;
    }

    private ObjectNode schema(Endpoint endpoint, Object answered) {
        Object entity = answered instanceof RepeatableRead read ? read.body().body() : answered;
        if (!(entity instanceof PageDto page)) {
            if (entity instanceof Record) {
                return schemas.reference(entity.getClass());
            }
            gaps.add(endpoint + " answers no record but " + entity);
            return JSON.createObjectNode();
        }
        ObjectNode whole = JSON.createObjectNode();
        whole.putArray("allOf").add(schemas.reference(PageDto.class));
        if (page.values().isEmpty()) {
            gaps.add(endpoint + " has nothing on its sample page");
        } else {
            ObjectNode values =
                    whole.put("type", "object").putObject("properties").putObject("values");
            values.put("type", "array")
                    .set("items", schemas.reference(page.values().get(0).getClass()));
        }
        return whole;
    }

    private static String phrase(int status) {
        return switch (status) {
            case 200 -> "As it is now";
            case 201 -> "Created, or being created: the header X-SSVIRT-TASK names the task, if there is one";
            case 202 -> "Accepted: the header X-SSVIRT-TASK names the task";
            default -> "Done";
        };
    }

    private static void error(ObjectNode responses, int status) {
        responses.putObject(Integer.toString(status)).put("$ref", "#/components/responses/" + status);
    }
}
