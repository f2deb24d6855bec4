package io.ssvirt.cluster.kubernetes.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.ssvirt.cluster.spi.template.Tree;
import io.ssvirt.model.Condition;

/** The conditions in an object's status. */
record Conditions(List<Map<String, Object>> all) {

    static Conditions of(Map<String, Object> object) {
        return new Conditions(Tree.maps(Tree.map(object, "status"), "conditions"));
    }

    boolean is(String type, String status) {
        return find(type, status).isPresent();
    }

    /** Returns the message of a condition that has this status; empty when it has another, or none. */
    String message(String type, String status) {
        return find(type, status)
                .map(condition -> Tree.text(condition, "message"))
                .orElse("");
    }

    /** Returns all of them; equal ones are kept once, since there are as many of them as machines. */
    List<Condition> values() {
        return Alike.list(all.stream()
                .map(condition -> Alike.of(new Condition(
                        Tree.text(condition, "type").intern(),
                        Tree.text(condition, "status").intern(),
                        Tree.text(condition, "reason").intern(),
                        Tree.text(condition, "message"))))
                .toList());
    }

    private Optional<Map<String, Object>> find(String type, String status) {
        return all.stream()
                .filter(condition -> type.equals(Tree.text(condition, "type")))
                .filter(condition -> status.equals(Tree.text(condition, "status")))
                .findFirst();
    }
}
