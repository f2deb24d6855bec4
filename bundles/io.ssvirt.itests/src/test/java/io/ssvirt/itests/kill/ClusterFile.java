package io.ssvirt.itests.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import org.h2.mvstore.MVStore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What the built-in cluster has, read from a copy of its file and not through the server that is being judged. */
final class ClusterFile implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path copy;
    private final MVStore file;

    ClusterFile(Path data) throws IOException {
        copy = Files.createTempFile("cluster", ".mv");
        Files.copy(data.resolve("simulator/cluster.mv"), copy, StandardCopyOption.REPLACE_EXISTING);
        file = new MVStore.Builder().fileName(copy.toString()).readOnly().open();
    }

    /** Returns the ids of the VDCs that the namespaces belong to, one for each namespace. */
    List<String> namespaces() {
        return of("spaces", "/labels/ssvirt.io~1vdc-id");
    }

    /** Returns the ids of the vApps that the instances belong to, one for each instance. */
    List<String> instances() {
        return of("instances", "/vappId");
    }

    /** Returns the ids of the vApps that the Secrets belong to, one for each Secret. */
    List<String> secrets() {
        return of("secrets", "/vappId");
    }

    /** Returns the ids of the instances themselves. */
    List<String> instanceUids() {
        return of("instances", "/uid");
    }

    /** Returns the ids of the instances that the machines belong to, one for each machine. */
    List<String> machineOwners() {
        return of("machines", "/owner");
    }

    private List<String> of(String kind, String pointer) {
        return file.<String, String>openMap(kind).values().stream()
                .map(text -> read(text, pointer))
                .sorted()
                .toList();
    }

    private static String read(String text, String pointer) {
        try {
            return JSON.readTree(text).at(pointer).asText();
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
        Files.delete(copy);
    }
}
