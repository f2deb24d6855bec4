package io.ssvirt.rest.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * A folder with the built files of a web interface that keeps its own paths.
 *
 * <p>A path that the API does not have and that names no file is a path within the interface, so it gets {@code index.html}. A
 * missing {@code config.json} is answered with one that says where the API is, because an interface that gets a page in its place
 * cannot start. Nothing outside the folder is read, whatever a link in it points to.
 */
public final class PageFolder implements Pages {

    private static final String INDEX = "index.html";
    private static final String CONFIG = "config.json";
    private static final byte[] DEFAULT_CONFIG = "{\"apiBaseUrl\":\"\"}".getBytes(StandardCharsets.UTF_8);

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json; charset=utf-8"),
            Map.entry("map", "application/json; charset=utf-8"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("webp", "image/webp"),
            Map.entry("woff", "font/woff"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("ttf", "font/ttf"),
            Map.entry("wasm", "application/wasm"));

    private final Path folder;
    private final List<String> taken;

    /** Takes the folder, and the first words of all paths that the API has. */
    public PageFolder(Path folder, List<String> taken) throws IOException {
        this.folder = folder.toRealPath();
        this.taken = List.copyOf(taken);
    }

    @Override
    public boolean answer(URI uri, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String method = request.getMethod();
        String path = Optional.ofNullable(uri.getPath()).orElse("/");
        if (!("GET".equals(method) || "HEAD".equals(method)) || isTaken(path)) {
            return false;
        }
        String name = path.equals("/") ? INDEX : path.substring(1);
        Optional<Path> file = file(name);
        if (file.isEmpty() && name.equals(CONFIG)) {
            send(response, CONFIG, DEFAULT_CONFIG);
            return true;
        }
        boolean within = file.isEmpty() && extension(name).isEmpty();
        Optional<Path> chosen = within ? file(INDEX) : file;
        if (chosen.isEmpty()) {
            return false;
        }
        send(response, chosen.get().getFileName().toString(), Files.readAllBytes(chosen.get()));
        return true;
    }

    private boolean isTaken(String path) {
        String first = path.substring(1).split("/", 2)[0];
        return taken.contains(first);
    }

    private Optional<Path> file(String name) {
        try {
            Path real = folder.resolve(name).toRealPath();
            return Optional.of(real).filter(path -> path.startsWith(folder) && Files.isRegularFile(path));
        } catch (InvalidPathException | IOException absent) {
            return Optional.empty();
        }
    }

    private static void send(HttpServletResponse response, String name, byte[] content) throws IOException {
        SecurityHeaders.forPage(response);
        boolean fixed = !INDEX.equals(name) && !CONFIG.equals(name);
        response.setHeader("Cache-Control", fixed ? "public, max-age=3600" : "no-cache");
        response.setContentType(TYPES.getOrDefault(extension(name), "application/octet-stream"));
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }

    private static String extension(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        int dot = last.lastIndexOf('.');
        return dot < 0 ? "" : last.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
