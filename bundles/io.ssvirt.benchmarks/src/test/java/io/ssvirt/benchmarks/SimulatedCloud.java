package io.ssvirt.benchmarks;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** A system that works on the simulated cluster, whose calls are counted, with PostgreSQL as its database. */
final class SimulatedCloud implements AutoCloseable {

    /** Room for more vApps in a VDC than the usual quota has, which is not what is measured. */
    private static final String QUOTA =
            "pods=5000, persistentvolumeclaims=5000, services=5000, secrets=5000, configmaps=5000,"
                    + " count/virtualmachines.kubevirt.io=5000";

    private final Database database;
    private final Server server;

    SimulatedCloud(Lab lab, Map<String, String> more) throws IOException, InterruptedException {
        this(lab, more, Map.of());
    }

    /** Has settings of its own for the database as well. */
    SimulatedCloud(Lab lab, Map<String, String> more, Map<String, String> ofDatabase)
            throws IOException, InterruptedException {
        database = Database.postgres(ofDatabase);
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.put("SSVIRT_CLUSTER_PROVIDER", "simulator");
        environment.put("SSVIRT_VDC_QUOTA", QUOTA);
        environment.putAll(more);
        server = lab.server(environment);
        InsideBundle.into(server.home());
        server.start();
    }

    Database database() {
        return database;
    }

    Server server() {
        return server;
    }

    /** Returns the calls of the cluster since the last time: microseconds since 1970, and the name of each. */
    List<String> calls(Rest rest) throws IOException {
        return rest.text("/benchmark/calls").lines().toList();
    }

    /** Waits until no vApp of an organization, or of all that the client sees, is on its way. */
    static void settled(Rest rest, int count) throws IOException {
        String path = Rest.CLOUD + "/vapps?pageSize=1&filter=status==DEPLOYED";
        for (JsonNode page = rest.get(path); page.at("/resultTotal").asInt() < count; page = rest.get(path)) {
            Pause.millis(100);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        database.close();
    }
}
