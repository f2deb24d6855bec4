package io.ssvirt.rest.cloudapi.internal.json;

import java.util.List;

import io.ssvirt.model.Condition;

/** What the cluster says of an object's state, in its own words. */
public record ConditionDto(String type, String status, String reason, String message) {

    /** Maps conditions. */
    static List<ConditionDto> of(List<Condition> conditions) {
        return conditions.stream()
                .map(one -> new ConditionDto(one.type(), one.status(), one.reason(), one.message()))
                .toList();
    }
}
