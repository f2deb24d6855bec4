package io.ssvirt.shell.internal.command;

import io.ssvirt.api.Change;
import io.ssvirt.model.Task;

/** Says how far a mutation is. */
final class Progress {

    private Progress() {}

    static String of(Change<?> change) {
        return of(change.task());
    }

    static String of(Task task) {
        String what = task.operation().text() + " of " + task.owner().type().noun() + " \"" + task.ownerName() + "\"";
        return task.status().isFinal()
                ? what + " has ended: " + task.status()
                : what + " goes on; ssvirt:task-info " + task.id() + " tells how it is";
    }
}
