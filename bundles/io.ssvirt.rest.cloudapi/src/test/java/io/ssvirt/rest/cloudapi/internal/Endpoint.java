package io.ssvirt.rest.cloudapi.internal;

import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.ws.rs.HttpMethod;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.UriInfo;

import io.ssvirt.api.Caller;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Right;
import io.ssvirt.rest.api.BodyShape;
import io.ssvirt.rest.api.HumanError;
import io.ssvirt.rest.api.JsonBody;
import io.ssvirt.rest.api.Public;
import io.ssvirt.rest.cloudapi.internal.resource.DocumentResource;

/** One method of the API, read from the code, so that whatever is made of all endpoints has every new one. */
record Endpoint(String method, String template, Object resource, Method code) {

    /** Returns all of a list of resources, by path, but for the document itself. */
    static List<Endpoint> of(Collection<Object> resources) {
        return every(resources.stream()
                .filter(resource -> !(resource instanceof DocumentResource))
                .toList());
    }

    /** Returns all of a list of resources, by path. */
    static List<Endpoint> every(Collection<Object> resources) {
        return resources.stream()
                .flatMap(resource -> Arrays.stream(resource.getClass().getMethods())
                        .flatMap(code ->
                                verb(code).map(verb -> new Endpoint(verb, path(resource, code), resource, code))))
                .sorted(Comparator.comparing(Endpoint::template).thenComparing(Endpoint::method))
                .toList();
    }

    private static Stream<String> verb(Method code) {
        return Arrays.stream(code.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(found -> found != null)
                .map(HttpMethod::value);
    }

    private static String path(Object resource, Method code) {
        return "/"
                + Stream.of(resource.getClass().getAnnotation(Path.class), code.getAnnotation(Path.class))
                        .filter(path -> path != null)
                        .map(path -> path.value().replaceAll("^/+|/+$", ""))
                        .filter(text -> !text.isEmpty())
                        .reduce((above, below) -> above + "/" + below)
                        .orElse("");
    }

    boolean isPublic() {
        return code.isAnnotationPresent(Public.class) || resource.getClass().isAnnotationPresent(Public.class);
    }

    boolean isHumanError() {
        return resource.getClass().isAnnotationPresent(HumanError.class);
    }

    boolean isList() {
        return Arrays.stream(code.getParameterTypes()).anyMatch(UriInfo.class::equals) && "GET".equals(method);
    }

    boolean changes() {
        return !"GET".equals(method);
    }

    List<String> pathParameters() {
        return named(
                PathParam.class,
                parameter -> parameter.getAnnotation(PathParam.class).value());
    }

    List<String> queryParameters() {
        return named(
                QueryParam.class,
                parameter -> parameter.getAnnotation(QueryParam.class).value());
    }

    private List<String> named(Class<? extends Annotation> annotation, Function<Parameter, String> name) {
        return Arrays.stream(code.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(annotation))
                .map(name)
                .toList();
    }

    /** Returns the path about the sample of everything. */
    String samplePath() {
        String path = template;
        for (String name : pathParameters()) {
            path = with(path, name, sampleOf(name));
        }
        return path;
    }

    /** Puts a text into the place of a parameter of a path. */
    static String with(String path, String parameter, String text) {
        return path.replaceAll("\\{" + parameter + "(:[^}]*)?}", Matcher.quoteReplacement(text));
    }

    /** Returns the path as the document of the API has it, without patterns. */
    String documentedPath() {
        return template.replaceAll("\\{(\\w+):[^}]*}", "{$1}");
    }

    /** Returns the only texts that a parameter may be; empty when others are good too. */
    List<String> wordsOf(String parameter) {
        Matcher pattern = Pattern.compile("\\{" + parameter + ":([^}]*)}").matcher(template);
        return pattern.find() ? List.of(pattern.group(1).trim().split("\\|")) : List.of();
    }

    /** Tells whether it takes a form, as the token endpoint of OAuth does. */
    boolean takesForm() {
        return Arrays.stream(code.getParameterTypes()).anyMatch(InputStream.class::equals);
    }

    String sampleOf(String parameter) {
        if (!wordsOf(parameter).isEmpty()) {
            return wordsOf(parameter).get(0);
        }
        return switch (parameter) {
            case "token" -> CloudTokens.TOKEN.toString();
            case "right" -> Right.VAPP_VIEW.id().toString();
            case "item" -> Sample.ITEM;
            case "org" -> template.startsWith("/oauth") ? "acme" : Sample.ORG.toString();
            case "user" -> Sample.USER.toString();
            case "role" -> Sample.ROLE.toString();
            case "session" -> Sample.SESSION.toString();
            case "vdc" -> Sample.VDC.toString();
            case "catalog" -> Sample.CATALOG.toString();
            case "vapp" -> Sample.VAPP.toString();
            case "vm" -> Sample.VM.toString();
            case "task", "intent" -> Sample.TASK.toString();
            default ->
                EntityType.ofWord(parameter)
                        .map(type -> Sample.urn(type, 1).toString())
                        .orElse("x");
        };
    }

    /** Returns what it reads of a body; empty when it takes none. */
    Optional<BodyShape> body() {
        if (Arrays.stream(code.getParameterTypes()).noneMatch(JsonBody.class::equals)) {
            return Optional.empty();
        }
        BodyShape shape = new BodyShape();
        Object[] arguments = Arrays.stream(code.getParameters())
                .map(parameter -> argument(parameter, shape))
                .toArray();
        try {
            code.invoke(resource, arguments);
        } catch (IllegalAccessException | InvocationTargetException failed) {
            throw new AssertionError(method + " " + template + " does not read its body", failed);
        }
        return Optional.of(shape);
    }

    private Object argument(Parameter parameter, BodyShape shape) {
        if (parameter.getType() == JsonBody.class) {
            return JsonBody.noting(shape);
        }
        if (parameter.getType() == Caller.class) {
            return Sample.administrator();
        }
        PathParam path = parameter.getAnnotation(PathParam.class);
        return path == null ? null : sampleOf(path.value());
    }

    @Override
    public String toString() {
        return method + " " + template;
    }
}
