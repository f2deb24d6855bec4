package io.ssvirt.cluster.kubernetes.internal;

import java.util.List;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.fabric8.kubernetes.client.KubernetesClientException;

import io.ssvirt.cluster.spi.template.Tree;
import io.ssvirt.model.PowerAction;

/**
 * The calls by which KubeVirt's own API changes the power of machines.
 *
 * <p>For each action there is a row of calls, the best first. The next one is tried when the cluster does not serve a call, which an
 * older KubeVirt may not, or does not take what it says about patience.
 */
final class PowerCalls {

    /** What came of the calls; every other refusal is an exception. */
    enum Answer {
        ACCEPTED,
        NOT_SERVED,
        /** The machine's run strategy rules out to be started or stopped by a call. */
        NOT_FOR_ITS_STRATEGY
    }

    /**
     * One call.
     *
     * @param resource the plural that it is a subresource of
     * @param impatient whether it says that the guest is not to be waited for
     * @param replaceable whether the next call does when the machine's node cannot do this one
     */
    private record Call(String resource, String verb, String body, boolean impatient, boolean replaceable) {

        static Call machine(String verb) {
            return new Call(Kind.MACHINE.plural(), verb, "{}", false, false);
        }

        static Call guest(String verb) {
            return new Call(Kind.GUEST.plural(), verb, "{}", false, false);
        }

        static Call replaceable(String verb) {
            return new Call(Kind.GUEST.plural(), verb, "{}", false, true);
        }

        static Call now(String verb, String field) {
            return new Call(Kind.MACHINE.plural(), verb, "{\"" + field + "\":0}", true, false);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(PowerCalls.class);
    private static final String SUBRESOURCES = "/apis/subresources.kubevirt.io/v1/namespaces/";

    private final Api api;

    PowerCalls(Api api) {
        this.api = api;
    }

    Answer make(Map<String, Object> machine, PowerAction action) {
        String absent = "";
        for (Call call : row(machine, action)) {
            if (call.verb().equals(absent)) {
                continue;
            }
            try {
                make(machine, call);
                return Answer.ACCEPTED;
            } catch (KubernetesClientException e) {
                if (Failures.isKindMissing(e)) {
                    absent = call.verb();
                } else if (!(call.impatient() && isAboutPatience(e)) && !(call.replaceable() && isAboutNode(e))) {
                    return refused(e, call);
                }
            }
        }
        return Answer.NOT_SERVED;
    }

    private static List<Call> row(Map<String, Object> machine, PowerAction action) {
        return switch (action) {
            case ON -> List.of(isPaused(machine) ? Call.guest("unpause") : Call.machine("start"));
            case OFF -> List.of(Call.now("stop", "gracePeriod"), Call.machine("stop"));
            case SHUTDOWN -> List.of(Call.machine("stop"));
            case RESET ->
                List.of(Call.replaceable("reset"), Call.now("restart", "gracePeriodSeconds"), Call.machine("restart"));
            case REBOOT -> List.of(Call.replaceable("softreboot"), Call.machine("restart"));
            case SUSPEND -> List.of(Call.guest("pause"));
            case RESUME -> List.of(Call.guest("unpause"));
        };
    }

    private void make(Map<String, Object> machine, Call call) {
        Metadata metadata = Metadata.of(machine);
        api.put(
                SUBRESOURCES + Kind.segment(metadata.namespace()) + "/" + call.resource() + "/"
                        + Kind.segment(metadata.name()) + "/" + call.verb(),
                call.body());
    }

    private static Answer refused(KubernetesClientException e, Call call) {
        String words = Failures.words(e);
        if (call.resource().equals(Kind.GUEST.plural()) && Failures.isObjectMissing(e)) {
            throw new WrongState("VM is not running");
        }
        if (isAboutNode(e)) {
            LOG.info("Node of a machine not reached verb={} reason={}", call.verb(), words);
            throw new WrongState("the node that the VM runs on does not answer KubeVirt");
        }
        if (words.contains("shorter graceperiod")) {
            throw new WrongState("VM is stopping already");
        }
        if (e.getCode() == 409 && words.contains("Once does not support manual")) {
            return Answer.NOT_FOR_ITS_STRATEGY;
        }
        if (e.getCode() == 409 && !isLostRace(words)) {
            throw new WrongState(words);
        }
        throw e;
    }

    /** A machine that is in the wrong state answers the same to the patient call that comes next. */
    private static boolean isAboutPatience(KubernetesClientException e) {
        int code = e.getCode();
        return code == 400 || code == 422 || code == 500 || code == 409;
    }

    /** What is asked of a guest is done by KubeVirt's handler on its node, which may be missing or deaf. */
    private static boolean isAboutNode(KubernetesClientException e) {
        int code = e.getCode();
        return (code == 400 || code == 500) && Failures.words(e).contains("virt-handler");
    }

    private static boolean isLostRace(String words) {
        return words.contains("object has been modified") || words.contains("does not apply");
    }

    private static boolean isPaused(Map<String, Object> machine) {
        return "Paused".equals(Tree.text(Tree.map(machine, "status"), "printableStatus"))
                || Conditions.of(machine).is("Paused", "True");
    }
}
