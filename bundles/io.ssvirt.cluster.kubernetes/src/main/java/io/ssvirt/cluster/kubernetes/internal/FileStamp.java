package io.ssvirt.cluster.kubernetes.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.fabric8.kubernetes.client.Config;

/** What the files that a connection was made from held then; a file that cannot be read counts as unchanged, since it may be in the making. */
record FileStamp(Map<Path, Integer> contents) {

    static final FileStamp NONE = new FileStamp(Map.of());

    static FileStamp of(Config config) {
        Map<Path, Integer> contents = new LinkedHashMap<>();
        Stream.of(
                        config.getFile() == null ? null : config.getFile().getPath(),
                        config.getCaCertFile(),
                        config.getClientCertFile(),
                        config.getClientKeyFile())
                .filter(Objects::nonNull)
                .filter(name -> !name.isBlank())
                .map(Path::of)
                .forEach(file -> contents.put(file, read(file)));
        return new FileStamp(contents);
    }

    boolean isCurrent() {
        return contents.entrySet().stream().allMatch(entry -> {
            int now = read(entry.getKey());
            return now == 0 || now == entry.getValue();
        });
    }

    private static int read(Path file) {
        try {
            return Arrays.hashCode(Files.readAllBytes(file));
        } catch (IOException e) {
            return 0;
        }
    }
}
