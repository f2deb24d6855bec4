package io.ssvirt.rest.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import io.ssvirt.rest.cloudapi.internal.json.PageDto;
import io.ssvirt.rest.cloudapi.internal.json.Ref;
import io.ssvirt.rest.cloudapi.internal.json.VmDto;

/** The JSON of a page of machines. */
@State(Scope.Benchmark)
public class PagePath {

    private final PageDto page = page();

    private static PageDto page() {
        List<Record> machines = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            String id = "urn:vcloud:vm:00000000-0000-0000-0000-0000000000" + (10 + i);
            Ref other = new Ref("name-" + i, id);
            machines.add(new VmDto(
                    id,
                    "vm-" + i,
                    "a machine",
                    "POWERED_ON",
                    null,
                    "ON",
                    id,
                    other,
                    id,
                    other,
                    other,
                    "2026-01-01T00:00:00Z",
                    "2026-01-01T00:00:00Z",
                    "Fedora Linux 42 (Cloud Edition)",
                    new VmDto.Tools("RUNNING", ""),
                    null,
                    new VmDto.Storage("fast", null),
                    List.of(new VmDto.Connection("default", "10.0.0.7", "02:00:00:00:00:07", true)),
                    List.of(),
                    null,
                    "worker-1",
                    false,
                    List.of(),
                    "/cloudapi/1.0.0/vms/" + id));
        }
        return new PageDto(10_000, 400, 1, 25, List.of(), machines);
    }

    /** Writes 25 of them. */
    @Benchmark
    public Object jsonOfAPageOf25Machines() throws IOException {
        return JsonWriter.bytes(page);
    }
}
