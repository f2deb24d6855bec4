package io.ssvirt.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a VDC gets its capacity (contract 1.6). */
public enum AllocationModel {
    PAY_AS_YOU_GO("PayAsYouGo"),
    ALLOCATION_POOL("AllocationPool"),
    RESERVATION_POOL("ReservationPool"),
    FLEX("Flex");

    private final String text;

    AllocationModel(String text) {
        this.text = text;
    }

    /** Returns the word of the API. */
    public String text() {
        return text;
    }

    /** Finds the model by the word of the API. */
    public static Optional<AllocationModel> ofText(String text) {
        return Arrays.stream(values()).filter(model -> model.text.equals(text)).findFirst();
    }

    /** Returns all words of the API, for messages. */
    public static String words() {
        return Arrays.stream(values()).map(AllocationModel::text).collect(Collectors.joining(", "));
    }
}
