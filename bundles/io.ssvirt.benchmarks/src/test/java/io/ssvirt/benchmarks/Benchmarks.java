package io.ssvirt.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.fasterxml.jackson.databind.ObjectMapper;

/** The command: measures the goals that are named, or all, and prints a table in Markdown. */
public final class Benchmarks {

    private static final Logger LOG = LoggerFactory.getLogger(Benchmarks.class);
    private static final String HEAD = "| goal | measured | to be | is | runs | holds |\n|---|---|---|---|---|---|";

    private Benchmarks() {}

    private static Map<String, Benchmark> all() {
        Map<String, Benchmark> all = new LinkedHashMap<>();
        all.put("P1", new ListAgainstRuler());
        all.put("P2", new ListGrowth());
        all.put("P3", new StatementsAndCalls());
        all.put("P4", new VdcCreation());
        all.put("P5", new Instantiation());
        all.put("P6", new EventToAnswer());
        all.put("P7", new MemoryOfMachines());
        all.put("P8", new StartTime());
        all.put("P9", new ReadPath());
        all.put("P10", new ManyInstantiations());
        all.put("P11", new SweepTime());
        all.put("P12", new Soak());
        all.put("code", new CodePaths());
        return all;
    }

    /** Takes the goals; exits with 1 when one of them does not hold or could not be measured. */
    public static void main(String[] names) throws IOException, InterruptedException {
        // Liquibase tells of every change set.
        java.util.logging.Logger.getLogger("").setLevel(Level.WARNING);
        Map<String, Benchmark> chosen = all();
        if (names.length > 0) {
            if (!chosen.keySet().containsAll(List.of(names))) {
                throw new IllegalArgumentException("the goals are " + chosen.keySet());
            }
            chosen.keySet().retainAll(List.of(names));
        }
        Lab lab = Lab.ofProperties();
        Table table = new Table(new PrintStream(System.out, true, StandardCharsets.UTF_8), lab.table());
        table.line(HEAD);
        boolean whole = true;
        for (Map.Entry<String, Benchmark> one : chosen.entrySet()) {
            whole &= measure(one.getKey(), one.getValue(), lab, table);
        }
        System.exit(whole ? 0 : 1);
    }

    // One goal that cannot be measured must not take the others with it.
    @SuppressWarnings("IllegalCatch")
    private static boolean measure(String id, Benchmark benchmark, Lab lab, Table table)
            throws InterruptedException, IOException {
        LOG.info("Measuring {}", id);
        try {
            lab.clear();
            List<Figure> figures = benchmark.measure(lab);
            for (Figure figure : figures) {
                table.line(figure.row());
            }
            Path raw =
                    Files.createDirectories(lab.folder().resolveSibling("raw")).resolve(id + ".json");
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(raw.toFile(), figures);
            return figures.stream().allMatch(Figure::holds);
        } catch (IOException | RuntimeException failed) {
            LOG.error("{} could not be measured", id, failed);
            table.line("| " + id + " | could not be measured: " + failed.getMessage() + " | | | | **no** |");
            return false;
        }
    }
}
