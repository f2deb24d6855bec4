package io.ssvirt.vdc.internal;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The rule that names the namespace of a VDC. */
@State(Scope.Benchmark)
public class NamingPath {

    private String organization = "Acme_Corporation";
    private String vdc = "Production East 01";

    /** Names one. */
    @Benchmark
    public Object nameOfANamespace() {
        return NamespaceNaming.base(organization, vdc);
    }
}
