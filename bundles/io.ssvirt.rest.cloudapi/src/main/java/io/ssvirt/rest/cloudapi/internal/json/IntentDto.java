package io.ssvirt.rest.cloudapi.internal.json;

import io.ssvirt.model.PendingIntent;
import io.ssvirt.rest.cloudapi.internal.Answers;
import io.ssvirt.rest.cloudapi.internal.Times;

/**
 * Work that was accepted and has not ended.
 *
 * @param id the id of its task
 * @param state {@code QUEUED} or {@code CLAIMED}
 * @param owner what it works on
 * @param user who asked for it
 * @param attempts how often a worker has taken it up; 0 when nothing of it has reached the cluster
 * @param worker who has taken it up; left out when nobody has
 * @param notBefore when it is tried again at the latest
 * @param cancelled whether somebody has asked to take it back
 * @param waitingFor what the last attempt found in its way; left out when nothing was
 * @param href the task
 */
public record IntentDto(
        String id,
        String operation,
        String state,
        Ref owner,
        Ref org,
        Ref user,
        int attempts,
        String worker,
        String acceptedAt,
        String notBefore,
        boolean cancelled,
        String waitingFor,
        String href) {

    /** Maps an intent. */
    public static IntentDto of(PendingIntent intent, Ref org) {
        return new IntentDto(
                intent.task().toString(),
                intent.operation().text(),
                intent.state().name(),
                Ref.to(intent.entityName(), intent.entity()),
                org,
                Ref.to(null, intent.initiator()),
                intent.attempts(),
                intent.worker().orElse(null),
                Times.seconds(intent.acceptedAt()),
                Times.seconds(intent.notBefore()),
                intent.cancelled(),
                intent.waitingFor().isEmpty() ? null : intent.waitingFor(),
                Answers.TASKS + intent.task());
    }
}
