package io.ssvirt.cluster.kubernetes.internal;

import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

import io.ssvirt.cluster.spi.Observations.Health;
import io.ssvirt.cluster.spi.Observations.State;
import io.ssvirt.cluster.spi.template.InstancetypeSizes;

import static org.assertj.core.api.Assertions.assertThat;

/** What it takes to list everything again. Prints what it measures. */
final class RelistMemoryTest {

    private static final Logger LOG = LoggerFactory.getLogger(RelistMemoryTest.class);
    private static final int MACHINES = 16_000;
    private static final int PAGE = 500;
    private static final Pattern CONTINUE = Pattern.compile("continue=(\\d+)");

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final ObservedCluster observed = new ObservedCluster(
            new Announcer(thread),
            () -> new Health(State.READY, "", Clock.systemUTC().instant()),
            InstancetypeSizes.COMMON,
            Discretion.NONE);

    @Test
    void listingSixteenThousandMachinesAgainTakesTheRoomOfAFewPages() {
        Feed feed = ManyMachinesTest.feed(Kind.MACHINE, new KubernetesSerialization(), observed.machineSink());
        feed.list(RelistMemoryTest::page);
        long before = ManyMachinesTest.used();
        AtomicLong most = new AtomicLong();

        feed.list(path -> {
            if (from(path) == MACHINES / 4 || from(path) == MACHINES - PAGE) {
                most.accumulateAndGet(ManyMachinesTest.used() - before, Math::max);
            }
            return page(path);
        });

        LOG.info("Heap in the middle of listing {} machines again: {} KiB more", MACHINES, most.get() / 1024);
        // All of them at once would be some 50 MiB of text alone.
        assertThat(most.get()).isLessThan(16L << 20);
        assertThat(observed.machines()).hasSize(MACHINES);
        thread.shutdownNow();
    }

    private static int from(String path) {
        Matcher at = CONTINUE.matcher(path);
        return at.find() ? Integer.parseInt(at.group(1)) : 0;
    }

    private static String page(String path) {
        int from = from(path);
        int to = Math.min(MACHINES, from + PAGE);
        String more = to < MACHINES ? String.valueOf(to) : "";
        return IntStream.range(from, to)
                .mapToObj(i -> ManyMachinesTest.machine(i, "Running", i))
                .collect(Collectors.joining(
                        ",",
                        "{\"metadata\":{\"resourceVersion\":\"99999\",\"continue\":\"" + more + "\"},\"items\":[",
                        "]}"));
    }
}
