package io.ssvirt.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import io.ssvirt.benchmarks.Figure.Goal;

/** Single code paths, measured by JMH: what a request is made of, and what an event costs. */
final class CodePaths implements Benchmark {

    @Override
    public List<Figure> measure(Lab lab) throws IOException {
        try {
            Collection<RunResult> results = new Runner(new OptionsBuilder()
                            .include("io\\.ssvirt\\..*Path\\..*")
                            .mode(Mode.AverageTime)
                            .timeUnit(TimeUnit.MICROSECONDS)
                            .forks(1)
                            .warmupIterations(3)
                            .warmupTime(TimeValue.seconds(1))
                            .measurementIterations(Math.max(2, lab.runs()))
                            .measurementTime(TimeValue.seconds(1))
                            .verbosity(VerboseMode.SILENT)
                            .build())
                    .run();
            List<Figure> figures = new ArrayList<>();
            for (RunResult result : results) {
                List<Double> micros = new ArrayList<>();
                result.getBenchmarkResults().forEach(fork -> fork.getIterationResults()
                        .forEach(iteration ->
                                micros.add(iteration.getPrimaryResult().getScore())));
                figures.add(new Figure("code", name(result), Goal.none("µs"), micros));
            }
            return figures;
        } catch (RunnerException failed) {
            throw new IOException("the code paths could not be measured", failed);
        }
    }

    private static String name(RunResult result) {
        return words(result.getPrimaryResult().getLabel());
    }

    /** Methods are named in plain words. */
    static String words(String method) {
        return method.replaceAll("(?<=[a-z])(?=[A-Z0-9])|(?<=[a-z0-9]A)(?=[A-Z])|(?<=[0-9])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT)
                .replace("vapp", "vApp");
    }
}
