package io.ssvirt.faults;

import java.util.Optional;

import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.PowerAction;
import io.ssvirt.model.VApp;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.Vm;
import io.ssvirt.model.VmStatus;

import static org.assertj.core.api.Assertions.assertThat;

/** An operation that a user asks for, with what must be there before, and what must be there when it was or was not done. */
enum Deed {
    CREATE_VDC("create-vdc", "creating a VDC", Operation.VDC_CREATE, "spaces.ensure") {
        @Override
        void prepare(Stage stage) {
            // an empty organization will do
        }

        @Override
        Outcome<?> act(Stage stage) {
            return stage.createVdc("acme-dev");
        }

        @Override
        void check(Stage stage, boolean done) {
            assertThat(stage.vdcs()).hasSize(done ? 1 : 0);
        }
    },
    UPDATE_VDC("update-vdc", "changing a VDC", Operation.VDC_UPDATE, "spaces.ensure") {
        @Override
        void prepare(Stage stage) {
            stage.readyVdc("acme-dev");
        }

        @Override
        Outcome<?> act(Stage stage) {
            return stage.describeVdc(stage.vdcs().get(0).id(), "changed");
        }

        @Override
        void check(Stage stage, boolean done) {
            assertThat(stage.vdcs()).extracting(Vdc::description).containsExactly(done ? "changed" : "");
        }
    },
    DELETE_VDC("delete-vdc", "deleting a VDC", Operation.VDC_DELETE, "spaces.remove") {
        @Override
        void prepare(Stage stage) {
            stage.readyVdc("acme-dev");
        }

        @Override
        Outcome<?> act(Stage stage) {
            return stage.deleteVdc(stage.vdcs().get(0).id());
        }

        @Override
        void check(Stage stage, boolean done) {
            assertThat(stage.vdcs()).hasSize(done ? 0 : 1);
        }
    },
    INSTANTIATE("instantiate", "instantiating a template", Operation.VAPP_INSTANTIATE, "instances.ensure") {
        @Override
        void prepare(Stage stage) {
            stage.readyVdc("acme-dev");
        }

        @Override
        Outcome<?> act(Stage stage) {
            return stage.instantiate(stage.vdcs().get(0).id(), "acme-web");
        }

        @Override
        void check(Stage stage, boolean done) {
            assertThat(stage.vapps()).hasSize(done ? 1 : 0);
            assertThat(stage.vms()).hasSize(done ? 1 : 0);
        }
    },
    DELETE_VAPP("delete-vapp", "deleting a vApp", Operation.VAPP_DELETE, "instances.remove") {
        @Override
        void prepare(Stage stage) {
            stage.runningVApp(stage.readyVdc("acme-dev").id(), "acme-web");
        }

        @Override
        Outcome<?> act(Stage stage) {
            return stage.deleteVApp(stage.vapps().get(0).id());
        }

        @Override
        void check(Stage stage, boolean done) {
            assertThat(stage.vapps()).hasSize(done ? 0 : 1);
        }
    },
    POWER("power", "switching a VM off", Operation.VM_POWER_OFF, "machines.power") {
        @Override
        void prepare(Stage stage) {
            stage.runningVApp(stage.readyVdc("acme-dev").id(), "acme-web");
        }

        @Override
        Outcome<?> act(Stage stage) {
            return stage.power(stage.vms().get(0).id(), PowerAction.OFF);
        }

        @Override
        void check(Stage stage, boolean done) {
            assertThat(stage.vms())
                    .extracting(Vm::status)
                    .containsExactly(done ? VmStatus.POWERED_OFF : VmStatus.POWERED_ON);
        }
    },
    CHANGE_QUOTA("change-quota", "changing the quota of a VDC in use", Operation.VDC_UPDATE, "spaces.ensure") {
        @Override
        void prepare(Stage stage) {
            stage.runningVApp(stage.readyVdc("acme-dev").id(), "acme-web");
        }

        @Override
        Outcome<?> act(Stage stage) {
            return stage.limitVdc(stage.vdcs().get(0).id(), 32768);
        }

        @Override
        void check(Stage stage, boolean done) {
            assertThat(stage.vdcs())
                    .extracting(vdc -> vdc.capacity().memory().limit())
                    .containsExactly(done ? 32768L : 16384L);
            assertThat(stage.vapps()).extracting(VApp::name).containsExactly("acme-web");
        }
    },
    DELETE_ORGANIZATION(
            "delete-organization",
            "deleting an organization with everything in it",
            Operation.ORG_DELETE,
            "spaces.remove") {
        @Override
        void prepare(Stage stage) {
            stage.readyVdc("acme-test");
            stage.runningVApp(stage.readyVdc("acme-dev").id(), "acme-web");
        }

        @Override
        Outcome<?> act(Stage stage) {
            return stage.deleteOrganization();
        }

        @Override
        void check(Stage stage, boolean done) {
            assertThat(stage.organization()).isEqualTo(done ? Optional.empty() : Optional.of("acme"));
            assertThat(stage.vdcs()).hasSize(done ? 0 : 2);
        }
    };

    private final String id;
    private final String text;
    private final Operation operation;
    private final String call;

    Deed(String id, String text, Operation operation, String call) {
        this.id = id;
        this.text = text;
        this.operation = operation;
        this.call = call;
    }

    abstract void prepare(Stage stage);

    abstract Outcome<?> act(Stage stage);

    abstract void check(Stage stage, boolean done);

    String id() {
        return id;
    }

    String text() {
        return text;
    }

    Operation operation() {
        return operation;
    }

    /** Returns the call of the cluster that matters most. */
    String call() {
        return call;
    }
}
