package io.ssvirt.cluster.spi.template;

import java.util.Map;

/** Reads quantities out of trees; what is missing or no amount is 0, and so is what is negative. */
final class Amounts {

    private Amounts() {}

    static long of(Map<String, Object> tree, String key) {
        return Quantity.parse(Tree.text(tree, key))
                .map(Quantity::roundedUp)
                .filter(amount -> amount > 0)
                .orElse(0L);
    }

    /** Returns {@code resources.<what>.<resource>} of a specification. */
    static long resource(Map<String, Object> spec, String what, String resource) {
        return of(Tree.path(spec, "resources", what), resource);
    }

    /** Returns the storage that a claim requests. */
    static long storage(Map<String, Object> claim) {
        return resource(claim, "requests", "storage");
    }
}
