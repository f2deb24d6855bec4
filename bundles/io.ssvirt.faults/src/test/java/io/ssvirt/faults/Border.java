package io.ssvirt.faults;

/** The places where a process can die between two lasting effects. */
enum Border {
    BEFORE_COMMIT("before-commit", "before the accepting transaction commits"),
    AFTER_COMMIT("after-commit", "after the accepting transaction has committed"),
    AFTER_CLAIM("after-claim", "after the intent is claimed"),
    AFTER_CALL_SENT("after-call-sent", "while its call is on the way, which arrives a second later"),
    AFTER_CALL_ACKED("after-call-acked", "after the cluster has answered"),
    BEFORE_FINALISE("before-finalise", "before the end of the intent commits");

    private final String id;
    private final String text;

    Border(String id, String text) {
        this.id = id;
        this.text = text;
    }

    String id() {
        return id;
    }

    String text() {
        return text;
    }
}
