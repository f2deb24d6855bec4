--liquibase formatted sql
-- Forward only: a change set that was released is never edited. Times are microseconds since 1970 in UTC; ids are UUIDs as text.

--changeset ssvirt:tenancy
create table organizations (
    id varchar(36) not null,
    name varchar(255) not null,
    display_name varchar(255) not null,
    description varchar(4000) not null,
    enabled boolean not null,
    can_manage_orgs boolean not null,
    can_publish boolean not null,
    masked_username varchar(255) not null,
    created_at bigint not null,
    updated_at bigint not null,
    constraint organizations_pk primary key (id),
    constraint organizations_name unique (name)
);
create table roles (
    id varchar(36) not null,
    name varchar(255) not null,
    description varchar(4000) not null,
    bundle_key varchar(255) not null,
    read_only boolean not null,
    rights varchar(4000) not null,
    created_at bigint not null,
    updated_at bigint not null,
    constraint roles_pk primary key (id),
    constraint roles_name unique (name)
);
create table users (
    id varchar(36) not null,
    organization_id varchar(36) not null,
    username varchar(255) not null,
    full_name varchar(255) not null,
    description varchar(4000) not null,
    email varchar(255) not null,
    password_hash varchar(255) not null,
    enabled boolean not null,
    locked boolean not null,
    deployed_vm_quota integer not null,
    stored_vm_quota integer not null,
    provider_type varchar(50) not null,
    created_at bigint not null,
    updated_at bigint not null,
    constraint users_pk primary key (id),
    constraint users_name_in_organization unique (organization_id, username),
    constraint users_in_organization foreign key (organization_id) references organizations (id)
);
create index users_by_name on users (username);
create table user_roles (
    user_id varchar(36) not null,
    role_id varchar(36) not null,
    constraint user_roles_pk primary key (user_id, role_id),
    constraint user_roles_user foreign key (user_id) references users (id),
    constraint user_roles_role foreign key (role_id) references roles (id)
);
create index user_roles_by_role on user_roles (role_id);
create table sessions (
    id varchar(36) not null,
    user_id varchar(36) not null,
    created_at bigint not null,
    last_seen_at bigint not null,
    expires_at bigint not null,
    constraint sessions_pk primary key (id),
    constraint sessions_of_user foreign key (user_id) references users (id)
);
create index sessions_by_user on sessions (user_id);

--changeset ssvirt:capacity
create table vdcs (
    id varchar(36) not null,
    organization_id varchar(36) not null,
    name varchar(255) not null,
    description varchar(4000) not null,
    allocation_model varchar(32) not null,
    cpu_allocated bigint not null,
    cpu_limit bigint not null,
    cpu_units varchar(32) not null,
    memory_allocated bigint not null,
    memory_limit bigint not null,
    memory_units varchar(32) not null,
    provider_vdc varchar(255) not null,
    nic_quota integer not null,
    network_quota integer not null,
    thin_provision boolean not null,
    enabled boolean not null,
    namespace varchar(63) not null,
    state varchar(16) not null,
    created_at bigint not null,
    updated_at bigint not null,
    constraint vdcs_pk primary key (id),
    constraint vdcs_namespace unique (namespace),
    constraint vdcs_in_organization foreign key (organization_id) references organizations (id)
);
create index vdcs_newest on vdcs (created_at, id);
create index vdcs_newest_of_organization on vdcs (organization_id, created_at, id);
create table catalogs (
    id varchar(36) not null,
    organization_id varchar(36) not null,
    name varchar(255) not null,
    description varchar(4000) not null,
    published boolean not null,
    subscribed boolean not null,
    is_local boolean not null,
    version integer not null,
    created_at bigint not null,
    updated_at bigint not null,
    constraint catalogs_pk primary key (id),
    constraint catalogs_in_organization foreign key (organization_id) references organizations (id)
);
create index catalogs_newest on catalogs (created_at, id);
create index catalogs_of_organization on catalogs (organization_id);

--changeset ssvirt:vapps
create table vapps (
    id varchar(36) not null,
    vdc_id varchar(36) not null,
    organization_id varchar(36) not null,
    namespace varchar(63) not null,
    name varchar(63) not null,
    description varchar(4000) not null,
    template_namespace varchar(63) not null,
    template_name varchar(253) not null,
    state varchar(16) not null,
    instance_phase varchar(16) not null,
    status varchar(16) not null,
    instance_uid varchar(36),
    failure varchar(4000) not null,
    created_at bigint not null,
    updated_at bigint not null,
    constraint vapps_pk primary key (id),
    constraint vapps_name_in_vdc unique (vdc_id, name),
    constraint vapps_in_vdc foreign key (vdc_id) references vdcs (id)
);
create index vapps_newest_of_vdc on vapps (vdc_id, created_at, id);
create index vapps_by_instance on vapps (namespace, name);
create index vapps_of_organization on vapps (organization_id);
create table vms (
    id varchar(36) not null,
    vapp_id varchar(36) not null,
    vdc_id varchar(36) not null,
    organization_id varchar(36) not null,
    namespace varchar(63) not null,
    object_name varchar(253) not null,
    name varchar(260) not null,
    description varchar(4000) not null,
    status varchar(16) not null,
    uid varchar(64) not null,
    cpus integer not null,
    cores_per_socket integer not null,
    memory_bytes bigint not null,
    guest_os varchar(255) not null,
    node varchar(253) not null,
    agent boolean not null,
    networks varchar(16000) not null,
    disks varchar(16000) not null,
    message varchar(4000) not null,
    created_at bigint not null,
    updated_at bigint not null,
    constraint vms_pk primary key (id),
    constraint vms_in_vapp foreign key (vapp_id) references vapps (id)
);
create index vms_of_vapp on vms (vapp_id, name);
create index vms_of_organization on vms (organization_id, status);

--changeset ssvirt:journal
create table tasks (
    id varchar(36) not null,
    seq bigint generated by default as identity,
    operation varchar(32) not null,
    entity_type varchar(16) not null,
    entity_id varchar(36) not null,
    entity_name varchar(260) not null,
    organization_id varchar(36) not null,
    initiator_id varchar(36) not null,
    desired varchar(32000) not null,
    state varchar(16) not null,
    attempts integer not null,
    epoch bigint not null,
    worker varchar(255) not null,
    claimed_until bigint not null,
    not_before bigint not null,
    status varchar(16) not null,
    details varchar(4000) not null,
    error_kind varchar(32),
    error_code varchar(64),
    error_message varchar(4000),
    error_field varchar(255),
    started_at bigint not null,
    ended_at bigint,
    constraint tasks_pk primary key (id)
);
create index tasks_in_order on tasks (state, seq);
create index tasks_of_entity on tasks (entity_id, seq);
create index tasks_newest_of_organization on tasks (organization_id, started_at, id);

--changeset ssvirt:machine-details
alter table vapps add column instance_name varchar(63);
alter table vms add column instancetype varchar(253) default '' not null;
alter table vms add column conditions varchar(16000) default '[]' not null;
create index vapps_newest_of_organization on vapps (organization_id, created_at, id);
create index vms_newest on vms (created_at, id);
create index vms_newest_of_organization on vms (organization_id, created_at, id);
create index vapps_newest on vapps (created_at, id);

--changeset ssvirt:lists
alter table catalogs add column owner_id varchar(36);
alter table catalogs add column owner_name varchar(255);
create index catalogs_newest_of_organization on catalogs (organization_id, created_at, id);
create index catalogs_by_name on catalogs (name, id);
create index vdcs_by_name on vdcs (name, id);
create index vdcs_by_name_of_organization on vdcs (organization_id, name, id);
create index vapps_by_name_of_vdc on vapps (vdc_id, name, id);
create index tasks_newest on tasks (started_at, id);

--changeset ssvirt:audit
create table audit_events (
    id varchar(36) not null,
    created_at bigint not null,
    request_id varchar(128) not null,
    user_id varchar(36),
    username varchar(255) not null,
    organization_id varchar(36),
    action varchar(128) not null,
    target_id varchar(400) not null,
    target_name varchar(400) not null,
    result varchar(16) not null,
    http_status integer not null,
    code varchar(64),
    address varchar(64) not null,
    constraint audit_events_pk primary key (id)
);
create index audit_events_newest on audit_events (created_at, id);
create index audit_events_newest_of_organization on audit_events (organization_id, created_at, id);
create index audit_events_of_target on audit_events (target_id, created_at);

--changeset ssvirt:journal-queue
alter table tasks add column behind_id varchar(36);
alter table tasks add column progress integer default 0 not null;
alter table tasks add column cancelled boolean default false not null;
create index tasks_of_worker on tasks (worker, state);
create index tasks_ended on tasks (ended_at);
alter table vdcs add column namespace_uid varchar(36);

--changeset ssvirt:sweep
create table removed_entities (
    id varchar(36) not null,
    entity_type varchar(16) not null,
    entity_name varchar(260) not null,
    organization_id varchar(36) not null,
    namespace varchar(63) not null,
    object_name varchar(253) not null,
    object_uid varchar(36),
    removed_at bigint not null,
    constraint removed_entities_pk primary key (id)
);
create index removed_entities_by_time on removed_entities (removed_at);
create table drift_findings (
    id varchar(400) not null,
    kind varchar(32) not null,
    object varchar(600) not null,
    entity_type varchar(16),
    entity_id varchar(36),
    entity_name varchar(260) not null,
    organization_id varchar(36),
    explanation varchar(4000) not null,
    first_seen bigint not null,
    last_seen bigint not null,
    constraint drift_findings_pk primary key (id)
);
create table leases (
    name varchar(64) not null,
    holder varchar(255) not null,
    epoch bigint not null,
    expires_at bigint not null,
    constraint leases_pk primary key (name)
);

--changeset ssvirt:accounts
alter table users add column failed_logins integer default 0 not null;
alter table users add column last_failed_at bigint;
alter table users add column locked_until bigint;
alter table users add column last_login_at bigint;
alter table users add constraint users_email_in_organization unique (organization_id, email);
alter table user_roles drop constraint user_roles_user;
alter table user_roles add constraint user_roles_user foreign key (user_id) references users (id) on delete cascade;
create table api_tokens (
    id varchar(36) not null,
    user_id varchar(36) not null,
    name varchar(255) not null,
    hash varchar(64),
    created_at bigint not null,
    last_used_at bigint,
    constraint api_tokens_pk primary key (id),
    constraint api_tokens_name_of_user unique (user_id, name),
    constraint api_tokens_hash unique (hash),
    constraint api_tokens_of_user foreign key (user_id) references users (id) on delete cascade
);
alter table sessions drop constraint sessions_of_user;
alter table sessions add constraint sessions_of_user foreign key (user_id) references users (id) on delete cascade;
alter table sessions add column api_token_id varchar(36);
alter table sessions add constraint sessions_of_api_token foreign key (api_token_id) references api_tokens (id) on delete cascade;
create index sessions_by_api_token on sessions (api_token_id);
create table user_settings (
    user_id varchar(36) not null,
    preferences varchar(4000) not null,
    api_tokens boolean not null,
    constraint user_settings_pk primary key (user_id),
    constraint user_settings_of_user foreign key (user_id) references users (id) on delete cascade
);

--changeset ssvirt:sweep-by-identity
create index removed_entities_by_identity on removed_entities (object_uid);

--changeset ssvirt:counts-on-h2 dbms:h2
create view organization_counts as select o.id as organization_id,
    (select count(*) from vdcs x where x.organization_id = o.id) as vdcs,
    (select count(*) from catalogs x where x.organization_id = o.id) as catalogs,
    (select count(*) from vapps x where x.organization_id = o.id) as vapps,
    (select count(*) from vms x where x.organization_id = o.id) as vms,
    (select count(*) from vms x where x.organization_id = o.id and x.status = 'POWERED_ON') as running_vms,
    (select count(*) from users x where x.organization_id = o.id) as users
    from organizations o;

--changeset ssvirt:counts-on-postgresql dbms:postgresql splitStatements:false
-- Creating a trigger keeps writers out until the end, so nothing comes between the triggers and the first count.
create table organization_counts (
    organization_id varchar(36) not null,
    vdcs bigint default 0 not null,
    catalogs bigint default 0 not null,
    vapps bigint default 0 not null,
    vms bigint default 0 not null,
    running_vms bigint default 0 not null,
    users bigint default 0 not null,
    constraint organization_counts_pk primary key (organization_id),
    constraint organization_counts_of_organization
        foreign key (organization_id) references organizations (id) on delete cascade
) with (fillfactor = 50);
create function organization_counted() returns trigger language plpgsql as $$
begin
    insert into organization_counts (organization_id) values (new.id);
    return null;
end
$$;
create function member_counted() returns trigger language plpgsql as $$
declare
    owner varchar;
    change integer := 0;
    running integer := 0;
begin
    if tg_op = 'DELETE' then
        owner := old.organization_id;
        change := -1;
    else
        owner := new.organization_id;
    end if;
    if tg_op = 'INSERT' then
        change := 1;
    end if;
    if tg_table_name = 'vms' then
        if tg_op <> 'DELETE' then
            running := running + (new.status = 'POWERED_ON')::integer;
        end if;
        if tg_op <> 'INSERT' then
            running := running - (old.status = 'POWERED_ON')::integer;
        end if;
    end if;
    update organization_counts c set
        vdcs = c.vdcs + case tg_table_name when 'vdcs' then change else 0 end,
        catalogs = c.catalogs + case tg_table_name when 'catalogs' then change else 0 end,
        vapps = c.vapps + case tg_table_name when 'vapps' then change else 0 end,
        vms = c.vms + case tg_table_name when 'vms' then change else 0 end,
        users = c.users + case tg_table_name when 'users' then change else 0 end,
        running_vms = c.running_vms + running
        where c.organization_id = owner;
    return null;
end
$$;
create trigger organizations_counted after insert on organizations for each row execute procedure organization_counted();
create constraint trigger vdcs_counted after insert or delete on vdcs
    deferrable initially deferred for each row execute procedure member_counted();
create constraint trigger catalogs_counted after insert or delete on catalogs
    deferrable initially deferred for each row execute procedure member_counted();
create constraint trigger vapps_counted after insert or delete on vapps
    deferrable initially deferred for each row execute procedure member_counted();
create constraint trigger users_counted after insert or delete on users
    deferrable initially deferred for each row execute procedure member_counted();
create constraint trigger vms_counted after insert or delete on vms
    deferrable initially deferred for each row execute procedure member_counted();
create constraint trigger vms_running_counted after update of status on vms
    deferrable initially deferred for each row when ((old.status = 'POWERED_ON') <> (new.status = 'POWERED_ON'))
    execute procedure member_counted();
insert into organization_counts (organization_id, vdcs, catalogs, vapps, vms, running_vms, users) select o.id,
    (select count(*) from vdcs x where x.organization_id = o.id),
    (select count(*) from catalogs x where x.organization_id = o.id),
    (select count(*) from vapps x where x.organization_id = o.id),
    (select count(*) from vms x where x.organization_id = o.id),
    (select count(*) from vms x where x.organization_id = o.id and x.status = 'POWERED_ON'),
    (select count(*) from users x where x.organization_id = o.id)
    from organizations o;

--changeset ssvirt:journal-cascade
alter table vms drop constraint vms_in_vapp;
alter table vms add constraint vms_in_vapp foreign key (vapp_id) references vapps (id) on delete cascade;
alter table vapps drop constraint vapps_in_vdc;
alter table vapps add constraint vapps_in_vdc foreign key (vdc_id) references vdcs (id) on delete cascade;
create index vms_of_vdc on vms (vdc_id, status);

--changeset ssvirt:totals-on-postgresql dbms:postgresql splitStatements:false
-- What there is of everything, in a few rows that are added up. Each session of the database has one of them, so that commits of
-- different organizations rarely wait for each other.
create table total_counts (
    slot integer not null,
    organizations bigint default 0 not null,
    vdcs bigint default 0 not null,
    catalogs bigint default 0 not null,
    vapps bigint default 0 not null,
    vms bigint default 0 not null,
    users bigint default 0 not null,
    constraint total_counts_pk primary key (slot)
) with (fillfactor = 50);
insert into total_counts (slot) select slot from generate_series(0, 15) slot;
create function totalled() returns trigger language plpgsql as $$
declare
    change integer := case tg_op when 'DELETE' then -1 else 1 end;
begin
    update total_counts c set
        organizations = c.organizations + case tg_table_name when 'organizations' then change else 0 end,
        vdcs = c.vdcs + case tg_table_name when 'vdcs' then change else 0 end,
        catalogs = c.catalogs + case tg_table_name when 'catalogs' then change else 0 end,
        vapps = c.vapps + case tg_table_name when 'vapps' then change else 0 end,
        vms = c.vms + case tg_table_name when 'vms' then change else 0 end,
        users = c.users + case tg_table_name when 'users' then change else 0 end
        where c.slot = pg_backend_pid() % 16;
    return null;
end
$$;
create constraint trigger organizations_totalled after insert or delete on organizations
    deferrable initially deferred for each row execute procedure totalled();
create constraint trigger vdcs_totalled after insert or delete on vdcs
    deferrable initially deferred for each row execute procedure totalled();
create constraint trigger catalogs_totalled after insert or delete on catalogs
    deferrable initially deferred for each row execute procedure totalled();
create constraint trigger vapps_totalled after insert or delete on vapps
    deferrable initially deferred for each row execute procedure totalled();
create constraint trigger vms_totalled after insert or delete on vms
    deferrable initially deferred for each row execute procedure totalled();
create constraint trigger users_totalled after insert or delete on users
    deferrable initially deferred for each row execute procedure totalled();
update total_counts set
    organizations = (select count(*) from organizations),
    vdcs = (select count(*) from vdcs),
    catalogs = (select count(*) from catalogs),
    vapps = (select count(*) from vapps),
    vms = (select count(*) from vms),
    users = (select count(*) from users)
    where slot = 0;

--changeset ssvirt:renamed-on-postgresql dbms:postgresql splitStatements:false
-- A new name is told to every process without a statement of its own. The line is what PostgresCourier reads.
create function renamed() returns trigger language plpgsql as $$
begin
    perform pg_notify('ssvirt', E'\nidentity urn:vcloud:' || tg_argv[0] || ':' || new.id);
    return null;
end
$$;
create trigger vdcs_renamed after update of name on vdcs
    for each row when (old.name is distinct from new.name) execute procedure renamed('vdc');
create trigger vapps_renamed after update of name on vapps
    for each row when (old.name is distinct from new.name) execute procedure renamed('vapp');
