package io.ssvirt.faults;

import java.util.function.Consumer;

/**
 * One case of the suite.
 *
 * @param <G> the ground on which it happens
 * @param id group, subject and fault, such as {@code F1.create-vdc.after-claim}
 * @param text what happens, as half a sentence
 * @param body makes it happen on a ground that has just begun, and fails when something does not hold
 */
record Case<G>(String id, String text, Consumer<G> body) {}
