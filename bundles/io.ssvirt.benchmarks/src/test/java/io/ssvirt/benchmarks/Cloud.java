package io.ssvirt.benchmarks;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** A system with a data set in its database and in the API server that it works on. */
final class Cloud implements AutoCloseable {

    private final FakeApiServer cluster = new FakeApiServer();
    private final Database database;
    private final Server server;

    /** Fills both, and unpacks the server without starting it. */
    Cloud(Lab lab, Database database, DataSet data, Map<String, String> more) throws IOException, InterruptedException {
        this.database = database;
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.put("SSVIRT_KUBERNETES_URL", cluster.url());
        environment.putAll(more);
        this.server = lab.server(environment);
        new ClusterObjects(data).fill(cluster);
        database.fill(server.data(), store -> new SeededRows(store, data).write());
    }

    /** Starts the server and waits until it has come to rest. */
    Cloud started() throws IOException {
        server.start();
        server.settle();
        return this;
    }

    FakeApiServer cluster() {
        return cluster;
    }

    Database database() {
        return database;
    }

    Server server() {
        return server;
    }

    @Override
    public void close() throws IOException {
        server.close();
        cluster.close();
        database.close();
    }
}
