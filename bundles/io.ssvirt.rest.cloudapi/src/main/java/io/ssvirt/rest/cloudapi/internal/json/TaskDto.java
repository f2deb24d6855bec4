package io.ssvirt.rest.cloudapi.internal.json;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Task;
import io.ssvirt.rest.cloudapi.internal.Answers;
import io.ssvirt.rest.cloudapi.internal.Times;

/** A task: what became of a mutation. */
public record TaskDto(
        String id,
        String operation,
        String status,
        Ref owner,
        Ref org,
        Ref user,
        String startTime,
        String endTime,
        int progress,
        String details,
        Failure error,
        String href) {

    /** Why it ended without success. */
    public record Failure(int majorErrorCode, String minorErrorCode, String message) {

        private static Failure of(DomainError error) {
            return new Failure(error.kind().status(), error.code(), error.message());
        }
    }

    /** Maps a task. */
    public static TaskDto of(Task task, Ref org) {
        return new TaskDto(
                task.id().toString(),
                task.operation().text(),
                task.status().name(),
                Ref.to(task.ownerName(), task.owner()),
                org,
                Ref.to(null, task.initiator()),
                Times.seconds(task.startedAt()),
                task.endedAt().map(Times::seconds).orElse(null),
                task.progress(),
                task.details(),
                task.error().map(Failure::of).orElse(null),
                Answers.TASKS + task.id());
    }
}
