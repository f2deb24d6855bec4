package io.ssvirt.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.ssvirt.cluster.kubernetes.internal.ApiServerProxy;
import io.ssvirt.cluster.kubernetes.internal.ApiServerProxy.Call;
import io.ssvirt.cluster.kubernetes.internal.ApiServerProxy.Fault;
import io.ssvirt.cluster.kubernetes.internal.TestCluster;
import io.ssvirt.itests.walk.Api;

/** One process of several on one database and one cluster, each with ways there of its own that can be cut. */
final class Replica implements AutoCloseable {

    private final String name;
    private final TcpLink database;
    private final ApiServerProxy cluster;
    private final Distribution system;
    private boolean paused;

    /** Unpacks it; it is not started yet. */
    Replica(String name, Path folder, int databasePort, TestCluster cluster, Map<String, String> environment)
            throws IOException, InterruptedException {
        this.name = name;
        this.database = new TcpLink(databasePort);
        this.cluster = new ApiServerProxy(cluster.url());
        Files.createDirectories(folder);
        Path kubeconfig = Files.writeString(
                folder.resolve("kubeconfig"),
                """
                apiVersion: v1
                kind: Config
                current-context: test
                clusters: [{name: test, cluster: {server: "%s"}}]
                users: [{name: test, user: {tokenFile: "%s"}}]
                contexts: [{name: test, context: {cluster: test, user: test}}]
                """
                        .formatted(this.cluster.url(), cluster.tokenFile()));
        Map<String, String> all = new HashMap<>(environment);
        all.put("SSVIRT_KUBECONFIG", kubeconfig.toString());
        all.put("SSVIRT_DATABASE_HOST", "127.0.0.1");
        all.put("SSVIRT_DATABASE_PORT", Integer.toString(database.port()));
        this.system = Distribution.unpacked(folder.resolve("system"), all);
    }

    Distribution system() {
        return system;
    }

    TcpLink database() {
        return database;
    }

    ApiServerProxy cluster() {
        return cluster;
    }

    /** Cuts the way to the cluster; a watch that is open is broken by the next thing that comes through it. */
    void loseCluster() {
        cluster.misbehave(call -> Optional.of(new Fault.Refused()));
    }

    /** Returns what it wrote to the cluster since the last {@link ApiServerProxy#forget}, other than to stay or become leader. */
    List<Call> deeds() {
        return cluster.writes().stream()
                .filter(call -> !call.target().contains("/leases"))
                .toList();
    }

    /** Returns how many namespaces it made, or tried to make, since then. */
    long namespacesMade() {
        return deeds().stream().filter(Replica::makesNamespace).count();
    }

    /** Tells whether a call makes a namespace. */
    static boolean makesNamespace(Call call) {
        return call.method().equals("POST") && call.target().startsWith("/api/v1/namespaces?");
    }

    /** Returns a client with the token of another one. */
    Api as(Api user) {
        return user.at(system.port());
    }

    /** Tells whether this process, or one that ran here before, has led under some name. */
    boolean hasLedAs(String holder) throws IOException {
        return system.log().contains("leader=true holder=" + holder);
    }

    /** Returns what it says about the cluster, and nothing when it does not answer. */
    String clusterState() {
        return system.api().get("/readyz").text("/services/k8s");
    }

    void pause() throws IOException {
        system.pause();
        paused = true;
    }

    void resume() throws IOException {
        system.resume();
        paused = false;
    }

    /** Undoes whatever a test did to it, and starts it when it does not run. */
    void heal() throws IOException {
        if (paused) {
            resume();
        }
        database.join();
        cluster.behave();
        if (!system.isRunning()) {
            system.start();
        }
    }

    @Override
    public void close() throws IOException {
        if (paused) {
            resume();
        }
        system.close();
        cluster.close();
        database.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
