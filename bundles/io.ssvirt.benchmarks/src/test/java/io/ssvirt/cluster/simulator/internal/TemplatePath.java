package io.ssvirt.cluster.simulator.internal;

import java.util.Map;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import io.ssvirt.cluster.spi.template.TemplateDocument;
import io.ssvirt.cluster.spi.template.TemplateProcessor;
import io.ssvirt.cluster.spi.template.TemplateReader;

/** What is done with templates: read for a list, and filled in. */
@State(Scope.Benchmark)
public class TemplatePath {

    private final TemplateDocument template = TemplateFiles.builtIn().get(0);
    private final Map<String, String> values = Map.of("NAME", "web");

    /** Reads the parameters of one. */
    @Benchmark
    public Object parametersOfATemplate() {
        return TemplateReader.parameters(template);
    }

    /** Makes the objects of one. */
    @Benchmark
    public Object processingOfATemplate() {
        return TemplateProcessor.process(template, values);
    }
}
