package io.ssvirt.itests.contract;

import io.ssvirt.itests.walk.Api;
import io.ssvirt.itests.walk.Tenant;

/** Goes through the API as it was written down for its clients, section by section, and removes what it made. */
public final class ContractWalk {

    private final Api nobody;
    private final String password;

    /** Takes a client that is not logged in and the password of the first administrator. */
    public ContractWalk(Api nobody, String password) {
        this.nobody = nobody;
        this.password = password;
    }

    /** Goes. */
    public void walk() {
        Api admin = nobody.login("admin", password);
        Contract contract = new Contract(admin);
        new SessionContract(nobody, contract).check(password);
        new OrganizationContract(contract).check();
        Tenant tenant = new Tenant(admin, "contract");
        new UserContract(nobody, contract, tenant).check();
        new VdcContract(nobody, contract, tenant).check();
        new CatalogContract(contract, tenant).check();
        new MachineContract(contract, tenant).check();
        new TransportContract(nobody, contract).check();
        tenant.remove();
    }
}
