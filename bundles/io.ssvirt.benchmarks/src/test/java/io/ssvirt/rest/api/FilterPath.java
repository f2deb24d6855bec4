package io.ssvirt.rest.api;

import javax.ws.rs.core.MultivaluedHashMap;
import javax.ws.rs.core.MultivaluedMap;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The parameters of a list. */
@State(Scope.Benchmark)
public class FilterPath {

    private final ListRules rules = ListRules.of("name", "status", "description");
    private final MultivaluedMap<String, String> plain = parameters("page", "2", "pageSize", "25");
    private final MultivaluedMap<String, String> filtered = parameters(
            "page",
            "2",
            "pageSize",
            "25",
            "sortAsc",
            "name",
            "filter",
            "(name==web*;status==DEPLOYED;description!=old)");

    private static MultivaluedMap<String, String> parameters(String... pairs) {
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            parameters.putSingle(pairs[i], pairs[i + 1]);
        }
        return parameters;
    }

    /** Reads which page is wanted. */
    @Benchmark
    public Object parametersOfAPage() {
        return ListQuery.of(plain, rules);
    }

    /** Reads a filter of three conditions. */
    @Benchmark
    public Object filterOfThreeConditions() {
        return ListQuery.of(filtered, rules);
    }
}
