package io.ssvirt.faults;

import java.util.function.Consumer;

/**
 * One case of the suite.
 *
 * @param id group, subject and fault, such as {@code F1.create-vdc.after-claim}
 * @param text what happens, as half a sentence
 * @param body makes it happen in a lab that has just begun, and fails when something does not hold
 */
record Case(String id, String text, Consumer<Lab> body) {}
