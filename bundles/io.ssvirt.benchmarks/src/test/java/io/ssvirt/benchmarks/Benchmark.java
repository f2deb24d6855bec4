package io.ssvirt.benchmarks;

import java.io.IOException;
import java.util.List;

/** Measures what one goal is about. */
@FunctionalInterface
interface Benchmark {

    /** Measures; what belongs together is measured side by side. */
    List<Figure> measure(Lab lab) throws IOException, InterruptedException;
}
