package io.ssvirt.rest.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import javax.ws.rs.Path;

import io.ssvirt.rest.spi.RestSurface;

/** The paths that surfaces have. */
final class Routes {

    /** Paths of other servlets beside the API's. */
    private static final List<String> OTHERS = List.of("metrics", "system");

    private Routes() {}

    /** Returns the first word of every path, such as {@code cloudapi}. */
    static List<String> firstWords(List<RestSurface> surfaces) {
        List<String> words = new ArrayList<>(OTHERS);
        surfaces.stream()
                .flatMap(surface -> surface.resources().stream())
                .map(Object::getClass)
                .flatMap(Routes::paths)
                .map(path -> path.split("/")[0])
                .filter(word -> !word.isEmpty())
                .distinct()
                .forEach(words::add);
        return words;
    }

    private static Stream<String> paths(Class<?> resource) {
        String above = text(resource.getAnnotation(Path.class));
        return above.isEmpty()
                ? Arrays.stream(resource.getMethods()).map(method -> text(method.getAnnotation(Path.class)))
                : Stream.of(above);
    }

    private static String text(Path declared) {
        return declared == null ? "" : declared.value().replaceAll("^/+", "");
    }
}
