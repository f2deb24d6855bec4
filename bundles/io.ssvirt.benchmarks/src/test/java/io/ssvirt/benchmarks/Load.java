package io.ssvirt.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;

/**
 * Requests over a fixed number of connections, sent in turn.
 *
 * <p>Without a rate, a connection sends its next request when it has the answer to the last one. With a rate, every request has
 * a moment at which it is due, and its latency counts from that moment: a server that stalls is charged for all requests that
 * had to wait, not only for the one that was under way.
 */
final class Load {

    /** Latencies up to a minute, with three digits. */
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(1);

    /**
     * What came of it.
     *
     * @param failures answers with another status than 200, and connections that broke
     */
    record Result(Histogram latencies, long requests, long failures, Duration took) {

        double perSecond() {
            return requests / (took.toNanos() / 1e9);
        }

        /** Returns the given percentile in milliseconds. */
        double millis(double percentile) {
            return latencies.getValueAtPercentile(percentile) / 1e6;
        }

        /** Fails when any request did: figures of a system that refuses work mean nothing. */
        Result withoutFailures() throws IOException {
            if (failures > 0 || requests == 0) {
                throw new IOException(failures + " of " + requests + " requests failed");
            }
            return this;
        }
    }

    private final int port;
    private final List<byte[]> requests;
    private final int connections;

    Load(int port, int connections, List<byte[]> requests) {
        this.port = port;
        this.connections = connections;
        this.requests = List.copyOf(requests);
    }

    /** Sends that many requests as fast as answers come. */
    Result send(long count) throws IOException, InterruptedException {
        return run(count, 0);
    }

    /** Sends so many requests a second for a while. */
    Result pace(double perSecond, Duration time) throws IOException, InterruptedException {
        return run(Math.round(perSecond * time.toMillis() / 1e3), perSecond);
    }

    private Result run(long total, double perSecond) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            long begun = System.nanoTime();
            List<Future<Result>> lanes = new ArrayList<>();
            for (int lane = 0; lane < connections; lane++) {
                int number = lane;
                lanes.add(threads.submit(() -> lane(number, begun, total, perSecond)));
            }
            Histogram all = new Histogram(LONGEST, 3);
            long count = 0;
            long failures = 0;
            for (Future<Result> lane : lanes) {
                Result part = lane.get();
                all.add(part.latencies());
                count += part.requests();
                failures += part.failures();
            }
            return new Result(all, count, failures, Duration.ofNanos(System.nanoTime() - begun));
        } catch (ExecutionException failed) {
            throw new IOException("the load could not be made", failed.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private Result lane(int number, long begun, long total, double perSecond) throws IOException {
        Histogram latencies = new Histogram(LONGEST, 3);
        double gap = perSecond > 0 ? 1e9 / perSecond : 0;
        long count = 0;
        long failures = 0;
        try (Wire wire = new Wire(port)) {
            for (long next = number; next < total; next += connections) {
                long due = begun + (long) (next * gap);
                if (gap > 0) {
                    Pause.until(due);
                }
                long from = gap > 0 ? due : System.nanoTime();
                int status = wire.exchange(requests.get((int) (next % requests.size())));
                latencies.recordValue(Math.min(LONGEST, System.nanoTime() - from));
                count++;
                failures += status == 200 ? 0 : 1;
            }
        }
        return new Result(latencies, count, failures, Duration.ofNanos(System.nanoTime() - begun));
    }
}
