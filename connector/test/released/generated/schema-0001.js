// Made by scripts/keep-released-store.mjs. Not to be edited.
import{sql as Ne}from"drizzle-orm";function Ht(t){return new Date(t).toISOString()}var ar=t=>t.endsWith("At")||t==="at";function Ut(t){return Me(t,"")}var dr=/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;function cr(t){
return dr.test(t)?t:new Date(t).toISOString()}function Me(t,e){return typeof t=="string"?ar(e)?cr(t):t:Array.isArray(t)?
t.map(n=>Me(n,e)):typeof t!="object"||t===null?t:Object.fromEntries(Object.entries(t).map(([n,s])=>[n,n==="custom"?s:Me(
s,n)]))}function lt(t,e){if(t===e)return!0;if(typeof t!="object"||typeof e!="object"||t===null||e===null)return!1;if(Array.
isArray(t)||Array.isArray(e))return Array.isArray(t)&&Array.isArray(e)&&t.length===e.length&&t.every((r,o)=>lt(r,e[o]));
let n=hn(t),s=new Map(hn(e));return n.length===s.size&&n.every(([r,o])=>s.has(r)&&lt(o,s.get(r)))}function hn(t){return Object.
entries(t).filter(([,e])=>e!==void 0)}import{sql as N}from"drizzle-orm";async function yn(t,e){let n=await t.all(N`
    insert into tenants (id, last_seq) values (${e}, 1)
    on conflict (id) do update set last_seq = last_seq + 1 returning last_seq`);return Number(n[0]?.last_seq)}async function Gt(t,e){
let n=await t.all(N`select last_seq from tenants where id = ${e}`);return Number(n[0]?.last_seq??0)}async function bn(t,e){
let n=await t.all(N`select min(seq) as seq from events where tenant = ${e}`);return Number(n[0]?.seq??0)}async function wn(t,e,n,s){
await t.all(N`insert into events (tenant, seq, event) values (${e}, ${n.seq}, ${JSON.stringify(n)})`);let r=lr(n,s);r.length!==
0&&await t.all(N`
    insert into event_subjects (tenant, subject, seq)
    select ${e}, value, ${n.seq} from json_each(${JSON.stringify(r)})`)}async function Sn(t,e,n){let s=[N`e.tenant = ${e}`];
n.after!==void 0&&s.push(N`e.seq > ${n.after}`),n.before!==void 0&&s.push(N`e.seq < ${n.before}`),n.jobId!==void 0&&s.push(
gn(e,`job:${n.jobId}`)),n.technicianId!==void 0&&s.push(gn(e,`technician:${n.technicianId}`));let r=n.descending?N`desc`:
N`asc`;return(await t.all(N`
    select e.event from events e where ${N.join(s,N` and `)} order by e.seq ${r} limit ${n.limit}`)).map(i=>JSON.parse(String(
i.event)))}function gn(t,e){return N`e.seq in (select seq from event_subjects where tenant = ${t} and subject = ${e})`}function lr(t,e){
let n=new Set,s=o=>typeof o=="string"&&n.add(`job:${o}`),r=o=>typeof o=="string"&&n.add(`technician:${o}`);s(t.jobId),r(
t.technicianId);for(let o of e){o.kind==="jobs"&&s(o.id),o.kind==="technicians"&&r(o.id);for(let i of[o.record,o.previous])
s(i?.jobId),r(i?.technicianId)}return[...n]}import{sql as Re}from"drizzle-orm";var vn=["low","normal","high","urgent"];var Ie={malformed_request:{status:400,title:"The request cannot be read"},malformed_json:{status:400,title:"The body is \
not valid JSON"},unknown_parameter:{status:400,title:"A query parameter is not known"},invalid_cursor:{status:400,title:"\
The cursor is not one of ours"},token_missing:{status:401,title:"A bearer token is needed"},token_invalid:{status:401,title:"\
The token is not accepted"},token_expired:{status:401,title:"The token has expired"},not_allowed:{status:403,title:"This\
 role may not do that"},not_found:{status:404,title:"There is no such thing"},method_not_allowed:{status:405,title:"This\
 method is not offered here"},assignment_conflict:{status:409,title:"The assignment breaks scheduling rules"},transition_not_allowed:{
status:409,title:"The job cannot move to that status"},already_exists:{status:409,title:"That id or reference is taken"},
in_use:{status:409,title:"Other records still refer to it"},idempotency_in_progress:{status:409,title:"The same request \
is still running"},stale:{status:412,title:"The record has changed since it was read"},too_large:{status:413,title:"The \
body is too large"},unsupported_media_type:{status:415,title:"The content type is not accepted"},invalid:{status:422,title:"\
Some values are not valid"},unknown_reference:{status:422,title:"A referenced record does not exist"},idempotency_mismatch:{
status:422,title:"The key was used for another request"},precondition_required:{status:428,title:"If-Match is needed"},rate_limited:{
status:429,title:"Too many requests"},internal:{status:500,title:"Something went wrong on our side"},issuer_unavailable:{
status:503,title:"The token issuer cannot be reached"},store_unavailable:{status:503,title:"The database cannot be reach\
ed"}},Ai=Object.keys(Ie);var je=["jobs:read","jobs:write","jobs:delete","jobs:transition","jobs:import","assignments:read","assignments:write","a\
ssignments:override","technicians:read","technicians:write","shifts:read","shifts:write","time_off:read","time_off:write",
"customers:read","customers:write","sites:read","sites:write","events:read","snapshot:read","fixes:write","settings:read",
"settings:write"],A=(t,e,n,s,r,o)=>({viewer:t,technician:e,dispatcher:n,supervisor:s,admin:r,customer:o}),xn={"jobs:read":A(
"all","own","all","all","all","own"),"jobs:write":A("none","none","all","all","all","none"),"jobs:delete":A("none","none",
"none","all","all","none"),"jobs:transition":A("none","own","all","all","all","none"),"jobs:import":A("none","none","non\
e","all","all","none"),"assignments:read":A("all","own","all","all","all","own"),"assignments:write":A("none","none","al\
l","all","all","none"),"assignments:override":A("none","none","all","all","all","none"),"technicians:read":A("all","own",
"all","all","all","none"),"technicians:write":A("none","none","none","all","all","none"),"shifts:read":A("all","own","al\
l","all","all","none"),"shifts:write":A("none","none","all","all","all","none"),"time_off:read":A("all","own","all","all",
"all","none"),"time_off:write":A("none","none","all","all","all","none"),"customers:read":A("all","own","all","all","all",
"none"),"customers:write":A("none","none","all","all","all","none"),"sites:read":A("all","own","all","all","all","none"),
"sites:write":A("none","none","all","all","all","none"),"events:read":A("all","own","all","all","all","own"),"snapshot:r\
ead":A("all","own","all","all","all","none"),"fixes:write":A("none","own","none","none","all","none"),"settings:read":A(
"all","all","all","all","all","none"),"settings:write":A("none","none","none","none","all","none")};function Yt(t,e){return xn[e][t]}
function An(t){let e={};for(let n of je){let s=xn[n][t];s!=="none"&&(e[n]=s)}return e}var $n=["unscheduled","scheduled","dispatched","en_route","on_site","in_progress","completed","cancelled","on_hold"],Dt=[
"scheduled","dispatched","en_route","on_site","in_progress","completed"];var Mn={unscheduled:["scheduled","completed","cancelled","on_hold"],scheduled:["unscheduled","dispatched","en_route","on\
_site","completed","cancelled","on_hold"],dispatched:["unscheduled","scheduled","en_route","on_site","completed","cancel\
led","on_hold"],en_route:["dispatched","on_site","in_progress","completed","cancelled","on_hold"],on_site:["en_route","i\
n_progress","completed","cancelled","on_hold"],in_progress:["on_site","completed","cancelled","on_hold"],completed:["in_\
progress","unscheduled"],cancelled:["unscheduled","scheduled"],on_hold:["unscheduled","scheduled","dispatched","cancelle\
d","completed"]},In=["on_hold","cancelled"];var _n={completed:-1,scheduled:0,dispatched:1,en_route:2,on_site:3,in_progress:4};function vt(t,e){if(t)return t;let n;for(let s of e)
(n===void 0||_n[s]>_n[n])&&(n=s);return n??"unscheduled"}var h=class extends Error{name="ProblemError";code;status;detail;hint;errors;violations;currentVersion;allowed;constructor(e,n,s={}){
super(n,s.cause===void 0?void 0:{cause:s.cause}),this.code=e,this.status=Ie[e].status,this.detail=n,this.hint=s.hint,this.
errors=s.errors,this.violations=s.violations,this.currentVersion=s.currentVersion,this.allowed=s.allowed}};function L(t,e){
return new h("not_found",`There is no ${t} ${e}.`)}function D(t,e,n){return new h("invalid",e,{errors:[{pointer:t,detail:e}],
...n?{hint:n}:{}})}function F(t,e,n){let s=[{pointer:`query:${t}`,detail:e}];return new h("malformed_request",e,{errors:s,
...n?{hint:n}:{}})}function xt(t,e){return new h("unknown_reference",e,{errors:[{pointer:t,detail:e}]})}var ur=24*36e5;async function jn(t,e,n,s){if(!n.idempotency)return;let{key:r,fingerprint:o}=n.idempotency,d=(await t.all(
Re`
    select fingerprint, result from idempotency
    where tenant = ${e} and subject = ${n.actor.id} and key = ${r} and created_at > ${On(s)}`))[0];if(d){if(d.fingerprint!==
o)throw new h("idempotency_mismatch","The idempotency key was used for another request.",{hint:"Use a new key for every \
new request; repeat a key only to repeat the same request."});return{result:JSON.parse(String(d.result))}}}async function Rn(t,e,n,s,r){
if(!n.idempotency)return;let{key:o,fingerprint:i}=n.idempotency;await t.all(Re`delete from idempotency where created_at <= ${On(
r)}`),await t.all(Re`
    insert into idempotency (tenant, subject, key, fingerprint, result, created_at)
    values (${e}, ${n.actor.id}, ${o}, ${i}, ${JSON.stringify(s)}, ${new Date(r).toISOString()})`)}function On(t){return new Date(
t-ur).toISOString()}var Jt=class{#t=new Map;#e;constructor(e){this.#e=e}add(e,n){let s=(...o)=>n(...o),r=this.#t.get(e)??new Set;return this.#t.
set(e,r.add(s)),()=>{r.delete(s),r.size===0&&this.#t.get(e)===r&&this.#t.delete(e)}}tell(e,...n){for(let s of[...this.#t.
get(e)??[]])try{s(...n)}catch(r){this.#e.error("a listener failed",{tenant:e},r)}}};var Y=class extends Error{name="DatabaseError";reason;constructor(e,n,s){super(n,s===void 0?void 0:{cause:s}),this.reason=
e}};function ut(t){return t instanceof Error&&"code"in t&&typeof t.code=="string"?t.code:""}async function kn(t,e){let n=e.at(-1)?.version??0,s=await fr(t);if(s>n)throw new Y("newer",`The database ${t.name} has s\
chema version ${s}, written by a newer Dispatchkit; this one knows versions up to ${n}. Update Dispatchkit, or name anot\
her file with DISPATCHKIT_DATABASE_URL=file:PATH.`);for(let r of e)r.version>s&&await mr(t,r);return{from:s,to:n}}async function fr(t){
try{let e=await t.client.execute("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'");if(e.
rows.some(n=>n.name==="meta"))return await Tn(n=>t.client.execute(n));if(e.rows.length===0)return 0}catch(e){throw pr(t,
e)}throw new Y("not_ours",`The database ${t.name} belongs to another program: it has tables, but none of Dispatchkit's. \
Name another file with DISPATCHKIT_DATABASE_URL=file:PATH.`)}async function Tn(t){let e=await t("select value from meta \
where key = 'schema_version'");return Number(e.rows[0]?.value??0)}async function mr(t,e){let n=await t.client.transaction(
"write");try{if(await n.execute("create table if not exists meta (key text primary key not null, value text not null)"),
await Tn(s=>n.execute(s))>=e.version)return;await n.batch([...e.statements]),await n.execute({sql:"insert into meta (key\
, value) values ('schema_version', ?) on conflict (key) do update set value = excluded.value",args:[String(e.version)]}),
await n.commit()}catch(s){throw new Y("migration_failed",`The database ${t.name} could not be brought to schema version ${e.
version} (${e.name}); it is unchanged. Keep a copy of the file and report this.`,s)}finally{n.close()}}function pr(t,e){
return ut(e)==="SQLITE_NOTADB"||ut(e)==="SQLITE_CORRUPT"?new Y("not_a_database",`${t.name} is not a database, or it is d\
amaged. Restore it from a backup, move it away to start with an empty one, or name another file with DISPATCHKIT_DATABAS\
E_URL=file:PATH.`,e):new Y("cannot_open",`The database ${t.name} cannot be read. Check that it exists, may be read and w\
ritten, and is not held by another program.`,e)}var At=`
  tenant text not null,
  id text not null,
  deleted_at text,
  version integer generated always as (record ->> '$.version') stored,
  external_ref text generated always as (record ->> '$.externalRef') stored,
  created_at text generated always as (record ->> '$.createdAt') stored,
  updated_at text generated always as (record ->> '$.updatedAt') stored`,g=(t,e,n="text")=>`${t} ${n} generated always a\
s (record ->> '$.${e}') stored`,_t=t=>[`create unique index ${t}_external_ref on ${t} (tenant, external_ref) where delet\
ed_at is null`,`create index ${t}_deleted_ref on ${t} (tenant, external_ref) where deleted_at is not null`,`create index\
 ${t}_updated_at on ${t} (tenant, updated_at)`],Pn=t=>[`create table ${t} (${At},
    ${g("technician_id","technicianId")},
    ${g("starts_at","startsAt")},
    ${g("ends_at","endsAt")},
    record text not null,
    primary key (tenant, id),
    foreign key (tenant, technician_id) references technicians (tenant, id))`,..._t(t),`create index ${t}_technician on ${t}\
 (tenant, technician_id, ends_at, starts_at)`,`create index ${t}_interval on ${t} (tenant, ends_at, starts_at)`],Kn={version:1,
name:"initial",statements:[`create table customers (${At},
      ${g("name","name")},
      record text not null,
      primary key (tenant, id))`,..._t("customers"),`create table sites (${At},
      ${g("customer_id","customerId")},
      ${g("name","name")},
      ${g("address","address")},
      ${g("district","district")},
      ${g("latitude","position.latitude","real")},
      ${g("longitude","position.longitude","real")},
      record text not null,
      primary key (tenant, id),
      foreign key (tenant, customer_id) references customers (tenant, id))`,..._t("sites"),"create index sites_customer \
on sites (tenant, customer_id)","create index sites_position on sites (tenant, latitude, longitude)","create index sites\
_district on sites (tenant, district)",`create table technicians (${At},
      ${g("name","name")},
      ${g("status","status")},
      ${g("active","active","integer")},
      ${g("latitude","position.latitude","real")},
      ${g("longitude","position.longitude","real")},
      record text not null,
      primary key (tenant, id))`,..._t("technicians"),`create table jobs (
      row_id integer primary key,${At},
      ${g("number","number")},
      ${g("title","title")},
      ${g("type","type")},
      ${g("priority","priority")},
      priority_rank integer generated always as (case record ->> '$.priority'
        when 'low' then 0 when 'normal' then 1 when 'high' then 2 when 'urgent' then 3 else 4 end) stored,
      ${g("status","status")},
      ${g("customer_id","customerId")},
      ${g("site_id","siteId")},
      ${g("duration_minutes","durationMinutes","integer")},
      ${g("requested_at","requestedAt")},
      ${g("window_starts_at","windowStartsAt")},
      ${g("window_ends_at","windowEndsAt")},
      ${g("due_at","dueAt")},
      ${g("completed_at","completedAt")},
      record text not null,
      foreign key (tenant, customer_id) references customers (tenant, id),
      foreign key (tenant, site_id) references sites (tenant, id))`,"create unique index jobs_id on jobs (tenant, id)",..._t(
"jobs"),"create unique index jobs_number on jobs (tenant, number) where deleted_at is null","create index jobs_status on\
 jobs (tenant, status) where deleted_at is null",`create index jobs_priority on jobs (tenant, priority_rank desc, (due_a\
t is null), due_at, id, status)
      where deleted_at is null`,"create index jobs_customer on jobs (tenant, customer_id)","create index jobs_site on jo\
bs (tenant, site_id)","create index jobs_requested_at on jobs (tenant, requested_at) where deleted_at is null","create i\
ndex jobs_due_at on jobs (tenant, due_at) where deleted_at is null","create index jobs_completed_at on jobs (tenant, com\
pleted_at) where deleted_at is null",`create virtual table jobs_search using fts5(number, title, description, address, d\
istrict, customer,
      content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')`,`create table a\
ssignments (${At},
      ${g("job_id","jobId")},
      ${g("technician_id","technicianId")},
      ${g("starts_at","startsAt")},
      ${g("ends_at","endsAt")},
      ${g("status","status")},
      record text not null,
      primary key (tenant, id),
      foreign key (tenant, job_id) references jobs (tenant, id),
      foreign key (tenant, technician_id) references technicians (tenant, id))`,..._t("assignments"),"create index assig\
nments_job on assignments (tenant, job_id)","create index assignments_technician on assignments (tenant, technician_id, \
ends_at, starts_at)","create index assignments_status on assignments (tenant, technician_id, status) where deleted_at is\
 null","create index assignments_interval on assignments (tenant, ends_at, starts_at)",...Pn("shifts"),...Pn("time_off"),
"create table tenants (id text primary key not null, last_seq integer not null, settings text, counters text not null de\
fault '{}')","create table events (tenant text not null, seq integer not null, event text not null, primary key (tenant,\
 seq)) without rowid",`create table event_subjects (tenant text not null, subject text not null, seq integer not null,
      primary key (tenant, subject, seq)) without rowid`,`create table idempotency (tenant text not null, subject text n\
ot null, key text not null, fingerprint text not null,
      result text not null, created_at text not null, primary key (tenant, subject, key))`,"create index idempotency_cre\
ated_at on idempotency (created_at)"]};var Cn=[Kn];import{sql as K}from"drizzle-orm";import{sql as I}from"drizzle-orm";function qn(t,e){let n=new TextEncoder().encode(JSON.stringify([Dn(t),...e.values,e.id]));return btoa(String.fromCharCode(
...n)).replaceAll("+","-").replaceAll("/","_").replace(/=+$/,"")}function En(t,e){let n=hr(e),s=n.slice(1,-1),r=n.at(-1);
if(n[0]!==Dn(t)||s.length!==t.length||typeof r!="string"||!s.every(gr))throw Oe();return{values:s,id:r}}function hr(t){if(!/^[A-Za-z0-9_-]{1,4096}$/.
test(t))throw Oe();try{let e=Uint8Array.from(atob(t.replaceAll("-","+").replaceAll("_","/")),s=>s.charCodeAt(0)),n=JSON.
parse(new TextDecoder("utf-8",{fatal:!0}).decode(e));if(Array.isArray(n))return n}catch{}throw Oe()}function gr(t){return t===
null||typeof t=="string"||typeof t=="number"&&Number.isFinite(t)}function Dn(t){return t.map(e=>`${e.descending?"-":""}${e.
field}`).join(",")}function Oe(){return new h("invalid_cursor","The cursor was not given for this list and sort.",{hint:"\
Start again without a cursor, and keep filters and sort as they are while paging.",errors:[{pointer:"query:cursor",detail:"\
Not a cursor of this list."}]})}import{sql as p}from"drizzle-orm";import{sql as W}from"drizzle-orm";import{sql as X}from"drizzle-orm";import{sql as Q}from"drizzle-orm";import{foreignKey as $t,index as O,integer as jt,primaryKey as it,real as yr,sqliteTable as Z,
text as M,uniqueIndex as ke}from"drizzle-orm/sqlite-core";var Te=t=>Q.raw(`record ->> '$.${t}'`),b=(t,e)=>M(t).generatedAlwaysAs(
Te(e),{mode:"stored"}),Pe=(t,e)=>jt(t).generatedAlwaysAs(Te(e),{mode:"stored"}),br=(t,e,n)=>jt(t).generatedAlwaysAs(Q.raw(
`case record ->> '$.${e}' ${n.map((s,r)=>`when '${s}' then ${r}`).join(" ")} else ${n.length} end`),{mode:"stored"}),Xt=(t,e)=>yr(
t).generatedAlwaysAs(Te(e),{mode:"stored"}),Rt=()=>({tenant:M("tenant").notNull(),id:M("id").notNull(),deletedAt:M("dele\
ted_at"),version:Pe("version","version"),externalRef:b("external_ref","externalRef"),createdAt:b("created_at","createdAt"),
updatedAt:b("updated_at","updatedAt")}),Ot=()=>M("record").notNull(),kt=(t,e)=>[ke(`${t}_external_ref`).on(e.tenant,e.externalRef).
where(Q`deleted_at is null`),O(`${t}_deleted_ref`).on(e.tenant,e.externalRef).where(Q`deleted_at is not null`),O(`${t}_u\
pdated_at`).on(e.tenant,e.updatedAt)],Mt=Z("customers",{...Rt(),name:b("name","name"),record:Ot()},t=>[it({columns:[t.tenant,
t.id]}),...kt("customers",t)]),te=Z("sites",{...Rt(),customerId:b("customer_id","customerId"),name:b("name","name"),address:b(
"address","address"),district:b("district","district"),latitude:Xt("latitude","position.latitude"),longitude:Xt("longitu\
de","position.longitude"),record:Ot()},t=>[it({columns:[t.tenant,t.id]}),...kt("sites",t),$t({columns:[t.tenant,t.customerId],
foreignColumns:[Mt.tenant,Mt.id]}),O("sites_customer").on(t.tenant,t.customerId),O("sites_position").on(t.tenant,t.latitude,
t.longitude),O("sites_district").on(t.tenant,t.district)]),It=Z("technicians",{...Rt(),name:b("name","name"),status:b("s\
tatus","status"),active:Pe("active","active"),latitude:Xt("latitude","position.latitude"),longitude:Xt("longitude","posi\
tion.longitude"),record:Ot()},t=>[it({columns:[t.tenant,t.id]}),...kt("technicians",t)]),ee=Z("jobs",{rowId:jt("row_id").
primaryKey(),...Rt(),number:b("number","number"),title:b("title","title"),type:b("type","type"),priority:b("priority","p\
riority"),priorityRank:br("priority_rank","priority",vn),status:b("status","status"),customerId:b("customer_id","custome\
rId"),siteId:b("site_id","siteId"),durationMinutes:Pe("duration_minutes","durationMinutes"),requestedAt:b("requested_at",
"requestedAt"),windowStartsAt:b("window_starts_at","windowStartsAt"),windowEndsAt:b("window_ends_at","windowEndsAt"),dueAt:b(
"due_at","dueAt"),completedAt:b("completed_at","completedAt"),record:Ot()},t=>[ke("jobs_id").on(t.tenant,t.id),...kt("jo\
bs",t),ke("jobs_number").on(t.tenant,t.number).where(Q`deleted_at is null`),$t({columns:[t.tenant,t.customerId],foreignColumns:[
Mt.tenant,Mt.id]}),$t({columns:[t.tenant,t.siteId],foreignColumns:[te.tenant,te.id]}),O("jobs_status").on(t.tenant,t.status).
where(Q`deleted_at is null`),O("jobs_priority").on(t.tenant,Q`priority_rank desc`,Q`due_at is null`,t.dueAt,t.id,t.status).
where(Q`deleted_at is null`),O("jobs_customer").on(t.tenant,t.customerId),O("jobs_site").on(t.tenant,t.siteId),O("jobs_r\
equested_at").on(t.tenant,t.requestedAt).where(Q`deleted_at is null`),O("jobs_due_at").on(t.tenant,t.dueAt).where(Q`deleted_at is null`),
O("jobs_completed_at").on(t.tenant,t.completedAt).where(Q`deleted_at is null`)]),Jn=Z("assignments",{...Rt(),jobId:b("jo\
b_id","jobId"),technicianId:b("technician_id","technicianId"),startsAt:b("starts_at","startsAt"),endsAt:b("ends_at","end\
sAt"),status:b("status","status"),record:Ot()},t=>[it({columns:[t.tenant,t.id]}),...kt("assignments",t),$t({columns:[t.tenant,
t.jobId],foreignColumns:[ee.tenant,ee.id]}),$t({columns:[t.tenant,t.technicianId],foreignColumns:[It.tenant,It.id]}),O("\
assignments_job").on(t.tenant,t.jobId),O("assignments_technician").on(t.tenant,t.technicianId,t.endsAt,t.startsAt),O("as\
signments_status").on(t.tenant,t.technicianId,t.status).where(Q`deleted_at is null`),O("assignments_interval").on(t.tenant,
t.endsAt,t.startsAt)]),Nn=t=>Z(t,{...Rt(),technicianId:b("technician_id","technicianId"),startsAt:b("starts_at","startsA\
t"),endsAt:b("ends_at","endsAt"),record:Ot()},e=>[it({columns:[e.tenant,e.id]}),...kt(t,e),$t({columns:[e.tenant,e.technicianId],
foreignColumns:[It.tenant,It.id]}),O(`${t}_technician`).on(e.tenant,e.technicianId,e.endsAt,e.startsAt),O(`${t}_interval`).
on(e.tenant,e.endsAt,e.startsAt)]),Ln=Nn("shifts"),Wn=Nn("time_off"),Fi=Z("tenants",{id:M("id").primaryKey(),lastSeq:jt(
"last_seq").notNull(),settings:M("settings"),counters:M("counters").notNull()}),Bi=Z("events",{tenant:M("tenant").notNull(),
seq:jt("seq").notNull(),event:M("event").notNull()},t=>[it({columns:[t.tenant,t.seq]})]),Vi=Z("event_subjects",{tenant:M(
"tenant").notNull(),subject:M("subject").notNull(),seq:jt("seq").notNull()},t=>[it({columns:[t.tenant,t.subject,t.seq]})]),
Zi=Z("idempotency",{tenant:M("tenant").notNull(),subject:M("subject").notNull(),key:M("key").notNull(),fingerprint:M("fi\
ngerprint").notNull(),result:M("result").notNull(),createdAt:M("created_at").notNull()},t=>[it({columns:[t.tenant,t.subject,
t.key]}),O("idempotency_created_at").on(t.createdAt)]),zi=Z("meta",{key:M("key").primaryKey(),value:M("value").notNull()});var C={jobs:ee,assignments:Jn,technicians:It,customers:Mt,sites:te,shifts:Ln,timeOff:Wn};function z(t){return X`(select value from json_each(${JSON.
stringify(t)}))`}function _(t,e){let[n]=e;return e.length===1&&n!==void 0?X`${t} = ${n}`:X`${t} in ${z(e)}`}var Qn={customers:[
{from:"jobs",column:X`customer_id`},{from:"sites",column:X`customer_id`}],sites:[{from:"jobs",column:X`site_id`}],jobs:[
{from:"assignments",column:X`job_id`}],technicians:[{from:"assignments",column:X`technician_id`},{from:"shifts",column:X`technician_id`},
{from:"timeOff",column:X`technician_id`}],assignments:[],shifts:[],timeOff:[]};var wr={technicians:["$.name","$.phone","$.email","$.externalRef"],customers:["$.name","$.phone","$.email","$.notes","$.\
externalRef"],sites:["$.name","$.address","$.district","$.externalRef"],timeOff:["$.reason"],assignments:["$.notes"]};function Fn(t,e){
let n=Sr(e);if(n.length===0)return W`false`;if(t==="jobs")return W`t.row_id in (select rowid from jobs_search where jobs_search match ${n.
map(o=>`"${o}"*`).join(" ")})`;let s=wr[t];if(!s)return W`false`;let r=W.join(s.map(o=>W`coalesce(t.record ->> ${o}, '')`),
W` || ' ' || `);return W.join(n.map(o=>W`(${r}) like ${`%${o}%`}`),W` and `)}function Sr(t){return[...t.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].
slice(0,16).map(([e])=>[...e].slice(0,64).join(""))}async function Bn(t,e,{changed:n,added:s}){if(n.length>0){let o=W`select row_id from jobs where tenant = ${e} and ${_(
W`id`,n)}`;await t.all(W`delete from jobs_search where rowid in (${o})`)}let r=[...new Set([...n,...s])];r.length!==0&&await t.
all(W`
    insert into jobs_search (rowid, number, title, description, address, district, customer)
    select j.row_id, j.number || ' ' || coalesce(j.external_ref, ''), j.title, j.record ->> '$.description',
      coalesce(s.name, '') || ' ' || coalesce(s.address, ''), s.district, c.name
    from jobs j
      left join sites s on s.tenant = j.tenant and s.id = j.site_id
      left join customers c on c.tenant = j.tenant and c.id = j.customer_id
    where j.tenant = ${e} and ${_(W`j.id`,r)} and j.deleted_at is null`)}function Vn(t,e,n){let s=[p`t.tenant = ${e}`],r=i=>i&&s.push(i),o=(i,d)=>d&&r(_(i,d));return r(n.updatedSince===void 0?p`t.deleted_at is null`:
p`t.updated_at >= ${n.updatedSince}`),o(p`t.id`,n.ids),n.externalRef!==void 0&&r(p`t.external_ref = ${n.externalRef}`),o(
p`t.status`,n.status),o(p`t.priority`,n.priority),o(p`t.type`,n.type),o(p`t.customer_id`,n.customerId),o(p`t.site_id`,n.
siteId),o(p`t.job_id`,n.jobId),n.technicianId&&r(vr(t,e,n.technicianId)),n.district&&r(xr(t,e,n.district)),n.active!==void 0&&
r(p`t.active = ${n.active?1:0}`),n.interval&&r(t==="jobs"?Ke(e,n.interval):Nt(n.interval)),n.bbox&&r(Ar(t,e,n.bbox)),n.ownedBy!==
void 0&&r(_r(t,e,n.ownedBy)),n.ofJob!==void 0&&r($r(t,n.ofJob)),n.q!==void 0&&r(Fn(t,n.q)),s}function vr(t,e,n){return t!==
"jobs"?_(p`t.technician_id`,n):p`t.id in (select job_id from assignments where tenant = ${e} and deleted_at is null and ${_(
p`technician_id`,n)})`}function xr(t,e,n){return t==="sites"?_(p`t.district`,n):p`t.site_id in (select id from sites where tenant = ${e} and ${_(
p`district`,n)})`}function Ke(t,e){let n=e.from??"",s=e.to??"~",r=o=>p`(${o} >= ${n} and ${o} < ${s})`;return p`(${r(p`t.requested_at`)} or ${r(
p`t.due_at`)} or ${r(p`t.completed_at`)} or t.id in (
    select job_id from assignments where tenant = ${t} and deleted_at is null and ends_at > ${n} and starts_at < ${s}))`}
function Nt(t){return p`(t.ends_at > ${t.from??""} and t.starts_at < ${t.to??"~"})`}function Ar(t,e,n){let s=n.west<=n.east?
p`longitude between ${n.west} and ${n.east}`:p`(longitude >= ${n.west} or longitude <= ${n.east})`,r=p`latitude between ${n.
south} and ${n.north} and ${s}`;return t==="jobs"?p`t.site_id in (select id from sites where tenant = ${e} and ${r})`:r}
function _r(t,e,n){let s=Ce(e,n);switch(t){case"jobs":return p`t.id in (${s})`;case"technicians":return p`t.id = ${n}`;case"\
sites":return p`t.id in (select site_id from jobs where tenant = ${e} and id in (${s}))`;case"customers":return p`t.id in (select customer_id from jobs where tenant = ${e} and id in (${s}))`;default:
return p`t.technician_id = ${n}`}}function Ce(t,e){return p`select job_id from assignments where tenant = ${t} and deleted_at is null and technician_id = ${e}`}
function $r(t,e){return t==="jobs"?p`t.id = ${e}`:t==="assignments"?p`t.job_id = ${e}`:p`false`}import{sql as Mr}from"drizzle-orm";function B(t){return JSON.parse(String(t.record))}function Tt(t){return t.map(e=>B(e))}
async function qe(t,e){let[n]=await t.all(Mr`select group_concat(record, ',') as records from (${e})`);return JSON.parse(
`[${n?.records??""}]`)}import{sql as S}from"drizzle-orm";var P=t=>({expression:t,nullable:!1}),tt=t=>({expression:t,nullable:!0}),Ir=(t,e)=>S.raw(
`case ${t} ${e.map((n,s)=>`when '${n}' then ${s}`).join(" ")} else ${e.length} end`),Lt={id:P(S`t.id`),createdAt:P(S`t.created_at`),
updatedAt:P(S`t.updated_at`),externalRef:tt(S`t.external_ref`)},Ee={...Lt,technicianId:P(S`t.technician_id`),startsAt:P(
S`t.starts_at`),endsAt:P(S`t.ends_at`)},De=P(S`(t.name collate nocase)`),Zn={jobs:{...Lt,number:P(S`t.number`),title:P(S`(t.title collate nocase)`),
type:P(S`t.type`),priority:P(S`t.priority_rank`),status:P(Ir("t.status",$n)),durationMinutes:P(S`t.duration_minutes`),requestedAt:tt(
S`t.requested_at`),windowStartsAt:tt(S`t.window_starts_at`),windowEndsAt:tt(S`t.window_ends_at`),dueAt:tt(S`t.due_at`),completedAt:tt(
S`t.completed_at`),startsAt:tt(S`(select min(a.starts_at) from assignments a where a.tenant = t.tenant and a.job_id = t.id and a.deleted_at is null)`),
customer:tt(S`(select c.name collate nocase from customers c where c.tenant = t.tenant and c.id = t.customer_id)`),district:tt(
S`(select s.district from sites s where s.tenant = t.tenant and s.id = t.site_id)`)},assignments:{...Ee,jobId:P(S`t.job_id`),
status:P(S`t.status`)},technicians:{...Lt,name:De,status:P(S`t.status`)},customers:{...Lt,name:De},sites:{...Lt,name:De,
address:P(S`(t.address collate nocase)`),district:tt(S`t.district`)},shifts:Ee,timeOff:Ee};async function zn(t,e,n,s){let r=s.sort.map(f=>Rr(n,f)),o=Vn(n,e,s.filters),i=s.cursor===void 0?void 0:En(s.sort,s.cursor),
d=Hn(i?[...o,kr(r,i)]:o),a=r.map((f,m)=>I`, ${f.expression} as ${I.raw(`key_${m}`)}`),c=await t.all(I`
    select t.id, t.deleted_at, t.record ${I.join(a)} from ${C[n]} t
    where ${d} order by ${Or(r)} limit ${s.limit+1}`),l=c.slice(0,s.limit),u=c.length>s.limit?l.at(-1):void 0;return{items:l.
filter(f=>f.deleted_at===null).map(f=>B(f)),deleted:l.filter(f=>f.deleted_at!==null).map(f=>Kr(f)),nextCursor:u?qn(s.sort,
Tr(r,u)):null,...s.total?{total:await jr(t,n,o)}:{}}}async function jr(t,e,n){let s=await t.all(I`select count(*) as n from ${C[e]} t where ${Hn(
n)}`);return Number(s[0]?.n??0)}function Rr(t,{field:e,descending:n}){let s=Zn[t],r=Object.hasOwn(s,e)?s[e]:void 0;if(!r)
throw F("sort",`"${e}" is not a field to sort by.`,`Sort by ${Object.keys(s).join(", ")}; put - before one for descendin\
g.`);return{...r,descending:n}}var Hn=t=>I.join([...t],I` and `);function Or(t){let e=t.flatMap(({expression:n,nullable:s,
descending:r},o)=>r?[I`${n} desc`]:s?o===0?[I`${n} asc nulls last`]:[I`${n} is null`,n]:[n]);return I.join([...e,I`t.id`],
I`, `)}function kr(t,{values:e,id:n}){return t.reduceRight((s,r,o)=>{let i=e[o]??null;if(i===null)return I`(${r.expression} is null and ${s})`;
let d=r.descending?I`${r.expression} < ${i}`:I`${r.expression} > ${i}`,a=r.nullable?I` or ${r.expression} is null`:I``;return I`(${d}${a} or (${r.
expression} = ${i} and ${s}))`},I`t.id > ${n}`)}function Tr(t,e){return{values:t.map((n,s)=>Pr(e[`key_${s}`])),id:String(
e.id)}}function Pr(t){return typeof t=="string"||typeof t=="number"?t:null}function Kr(t){let{version:e}=B(t);return{id:String(
t.id),version:e,deletedAt:String(t.deleted_at)}}import{sql as ot}from"drizzle-orm";var Un=96*36e5;async function Yn(t,e,n,s,r){let o=Nt({from:new Date(Date.parse(r.from)-Un).toISOString(),to:new Date(Date.
parse(r.to)+Un).toISOString()}),i=ot`t.tenant = ${e} and t.deleted_at is null`,d=ot`${i} and ${_(ot`t.technician_id`,s)} and ${o}`,
a=Gn(await t.all(ot`
      select 'jobs' as kind, record from jobs t where ${i} and ${_(ot`t.id`,n)}
      union all select 'technicians', record from technicians t where ${i} and ${_(ot`t.id`,s)}
      union all select 'shifts', record from shifts t where ${d}
      union all select 'timeOff', record from time_off t where ${d}
      union all select 'assignments', record from assignments t where ${d}
      union all select 'assignments', record from assignments t where ${i} and ${_(ot`t.job_id`,n)}`)),c=qr([...a.assignments,
...await Cr(t,e,a.jobs,o)]),l=[...new Set([...n,...c.map(x=>x.jobId)])],u=new Set(n),f=Gn(await t.all(ot`
      select 'jobs' as kind, record from jobs t where ${i} and t.id in ${z(l.filter(x=>!u.has(x)))}
      union all select 'sites', record from sites t where t.tenant = ${e}
        and t.id in (select site_id from jobs where tenant = ${e} and id in ${z(l)})`)),{technicians:m,shifts:y,timeOff:v}=a;
return{jobs:[...a.jobs,...f.jobs],sites:f.sites,technicians:m,assignments:c,shifts:y,timeOff:v}}async function Cr(t,e,n,s){
let r=[...new Set(n.flatMap(i=>i.equipmentIds))];if(r.length===0)return[];let o=await t.all(ot`
    select t.record from assignments t where t.tenant = ${e} and t.deleted_at is null and ${s} and t.job_id in (
      select o.id from jobs o, json_each(o.record, '$.equipmentIds') oe
      where o.tenant = ${e} and o.deleted_at is null and o.status not in ('completed', 'cancelled')
        and oe.value in ${z(r)})`);return Tt(o)}function Gn(t){let e={jobs:[],assignments:[],technicians:[],customers:[],
sites:[],shifts:[],timeOff:[]};for(let n of t)e[n.kind].push(B(n));return e}function qr(t){return[...new Map(t.map(e=>[e.
id,e])).values()]}import{sql as ts}from"drizzle-orm";function Xn(t){return{name:t,timeZone:"UTC",weekStartsOn:1,detourFactor:1.3,travelSpeedKmh:35,geofenceMeters:200,snapMinutes:15,
techniciansSeeAll:!1,labels:{},statusColors:{},customFields:[],mapCenter:null,mapZoom:null,version:1,updatedAt:"2000-01-\
01T00:00:00.000Z"}}async function ne(t,e){let s=(await t.all(ts`select settings from tenants where id = ${e}`))[0]?.settings,r=Xn(e);return typeof s==
"string"?{...r,...JSON.parse(s)}:r}async function es(t,e,n){await t.all(ts`update tenants set settings = ${JSON.stringify(
n)} where id = ${e}`)}import{sql as q}from"drizzle-orm";async function ns(t,e,n){let s=(x,R)=>qe(t,q`select t.record from ${C[x]} t where t.tenant = ${e} and ${R}`),r=q`t.deleted_at is null`,
o=x=>q`t.id in ${z([...x])}`,i=x=>n.ownedBy===void 0?r:q`${r} and ${x} = ${n.ownedBy}`,d=n.ownedBy===void 0?r:q`${r} and t.id in (${Ce(
e,n.ownedBy)})`,{jobs:a,truncated:c}=await Er(t,e,n,d),l=a.map(x=>x.id),u=await s("assignments",q`${i(q`t.technician_id`)} and t.job_id in ${z(
l)}`),f=await s("sites",o(Je(a,"siteId"))),m=await s("customers",o([...Je(a,"customerId"),...Je(f,"customerId")])),y=await s(
"technicians",i(q`t.id`)),v=q`${i(q`t.technician_id`)} and ${Nt(n)}`;return{seq:await Gt(t,e),settings:await ne(t,e),jobs:a,
truncated:c,jobsTotal:await Dr(t,e,d),assignments:u,sites:f,customers:m,technicians:y,shifts:await s("shifts",v),timeOff:await s(
"timeOff",v)}}async function Er(t,e,n,s){let r=q`t.status not in ('completed', 'cancelled')`,o=n.jobs==="all"?s:q`${s} and (${r} or ${Ke(
e,n)})`,i=(c,l)=>qe(t,q`select t.record from jobs t where t.tenant = ${e} and ${o} ${c} limit ${l}`),d=await i(q``,n.maxJobs+
1);return d.length<=n.maxJobs?{jobs:d,truncated:!1}:{jobs:await i(q`order by ${r} desc, coalesce(t.requested_at, t.created_at) desc, t.id desc`,
n.maxJobs),truncated:!0}}async function Dr(t,e,n){let s=await t.all(q`select count(*) as n from jobs t where t.tenant = ${e} and ${n}`);
return Number(s[0]?.n??0)}function Je(t,e){let n=new Set;for(let s of t){let r=s[e];r!==null&&n.add(r)}return n}var Pt=class{tenant;#t;#e;constructor(e,n,s){this.tenant=e,this.#t=n,this.#e=s}get(e,n){return this.#n(e,n,!1)}getDeleted(e,n){
return this.#n(e,n,!0)}async#n(e,n,s){let r=s?K`deleted_at is not null`:K`deleted_at is null`,o=await this.#t(i=>i.all(K`select record from ${C[e]} where tenant = ${this.
tenant} and id = ${n} and ${r}`));return o[0]&&B(o[0])}async getMany(e,n){if(n.length===0)return[];let s=await this.#t(r=>r.
all(K`select record from ${C[e]} where tenant = ${this.tenant} and ${_(K`id`,n)} and deleted_at is null`));return Tt(s)}async findByExternalRefs(e,n){
if(n.length===0)return[];let r=(await this.#t(d=>d.all(K`select record, deleted_at from ${C[e]} where tenant = ${this.tenant} and deleted_at is null and ${_(
K`external_ref`,n)}`))).map(d=>({record:B(d),deleted:!1})),o=new Set(n);for(let{record:d}of r)o.delete(d.externalRef??"");
if(o.size===0)return r;let i=await this.#t(d=>d.all(K`select record from ${C[e]} where tenant = ${this.tenant} and deleted_at is not null and ${_(
K`external_ref`,[...o])}`));return[...r,...i.map(d=>({record:B(d),deleted:!0}))]}list(e,n){return(n.total?this.#e:this.#t)(
r=>zn(r,this.tenant,e,n))}async assignmentsOfJob(e){let n=await this.#t(s=>s.all(K`select record from assignments where tenant = ${this.
tenant} and job_id = ${e} and deleted_at is null order by starts_at, id`));return Tt(n)}async assignmentsOfTechnicians(e,n){
if(e.length===0)return[];let s=await this.#t(r=>r.all(K`select record from assignments where tenant = ${this.tenant} and deleted_at is null
          and ${_(K`technician_id`,e)} and ${_(K`status`,n)}`));return Tt(s)}async isAssigned(e,n){return(await this.#t(
r=>r.all(K`select 1 from assignments where tenant = ${this.tenant} and job_id = ${e} and technician_id = ${n} and deleted_at is null limit 1`))).
length>0}async jobNumbersTaken(e){if(e.length===0)return new Map;let n=await this.#t(s=>s.all(K`select id, number from jobs where tenant = ${this.
tenant} and deleted_at is null and ${_(K`number`,e)}`));return new Map(n.map(s=>[String(s.number),String(s.id)]))}schedulingRecords(e,n,s){
return this.#e(r=>Yn(r,this.tenant,e,n,s))}snapshot(e){return this.#e(n=>ns(n,this.tenant,e))}settings(){return this.#t(
e=>ne(e,this.tenant))}lastSeq(){return this.#t(e=>Gt(e,this.tenant))}firstSeq(){return this.#t(e=>bn(e,this.tenant))}tail(e,n){
return this.events({after:e,limit:n,descending:!1})}events(e){return this.#t(n=>Sn(n,this.tenant,e))}references(e,n){return this.#e(
async s=>{let r={};for(let{from:o,column:i}of Qn[e]){let d=await s.all(K`select count(*) as n from ${C[o]} where tenant = ${this.
tenant} and ${i} = ${n} and deleted_at is null`),a=Number(d[0]?.n??0);a>0&&(r[o]=a)}return r})}};import{SQLiteSyncDialect as Jr}from"drizzle-orm/sqlite-core";var Nr=new Jr;function se(t){return{async all(e){let{sql:n,params:s}=Nr.sqlToQuery(e);try{return(await t.execute({sql:n,
args:s})).rows}catch(r){throw Wt(r)}}}}function Wt(t){let e=ut(t);return e.startsWith("SQLITE_BUSY")||e==="SQLITE_FULL"||
e==="SQLITE_IOERR"||e==="SERVER_ERROR"||e.startsWith("HRANA")||e==="CLIENT_CLOSED"||Lr(t)?ss(t):t}function Lr(t){return t instanceof
TypeError&&/fetch|network|connect/i.test(t.message)}function ss(t){return new h("store_unavailable","The database does n\
ot answer.",{hint:"Try again in a few seconds.",cause:t})}import{sql as ft}from"drizzle-orm";var re=class extends Pt{seq;at;#t;#e=new Map;#n=new Map;#o;#s={newJobs:new Set,jobs:new Set,sites:new Set,customers:new Set};#a;constructor(e,n,s,r){
super(e,o=>o(n),o=>o(n)),this.#t=n,this.seq=s,this.at=r}async get(e,n){let s=(await this.#r(e,[n])).get(n);return s?.deleted?
void 0:s?.record}async getDeleted(e,n){let s=(await this.#r(e,[n])).get(n);return s?.deleted?s.record:void 0}async getMany(e,n){
return[...(await this.#r(e,n)).values()].flatMap(s=>s.deleted?[]:s.record)}async findByExternalRefs(e,n){let s=await super.
findByExternalRefs(e,n);for(let{record:r,deleted:o}of s)this.#i(e,r.id,{record:r,deleted:o});return s}async settings(){return this.#o??=
await super.settings(),this.#o}async put(e,n){let[s]=await this.putMany(e,[n]);if(!s)throw new Error("putMany answers ev\
ery record");return s}async putMany(e,n){let s=await this.#r(e,n.map(i=>i.id)),r=[],o=[];for(let i of n){let d=s.get(i.id),
a=this.#d(e,i,d);if(d&&!d.deleted&&lt(a,d.record)){r.push(d.record);continue}this.#c(e,a.id,d,a,a.version),this.#f(e,a,d),
s.set(a.id,{record:a,deleted:!1}),o.push(a),r.push(a)}return await this.#l(e,o),r}#d(e,n,s){let r=s?.record,o=Ut({...n,...e===
"technicians"?{position:Qr(r)}:{},version:r?.version??0,createdAt:r?.createdAt??this.at,updatedAt:r?.updatedAt??this.at});
if(s&&!s.deleted&&lt(o,r))return o;let i=this.#e.get(mt(e,n.id))?.version;return{...o,version:i??o.version+1,updatedAt:this.
at}}async remove(e,n){let s=(await this.#r(e,[n])).get(n);if(!s||s.deleted)throw new h("not_found",`There is no record ${n}\
.`);let r=this.#e.get(mt(e,n))?.version??s.record.version+1,o={...s.record,version:r,updatedAt:this.at};return this.#c(e,
n,s,null,r),this.#i(e,n,{record:o,deleted:!0}),e==="jobs"&&this.#s.jobs.add(n),await this.#t.all(ft`update ${C[e]} set record = ${JSON.
stringify(o)}, deleted_at = ${this.at} where tenant = ${this.tenant} and id = ${n}`),{id:n,version:r,deletedAt:this.at}}async putSettings(e){
let n=await this.settings(),s={...e,version:n.version,updatedAt:n.updatedAt};if(lt(s,n))return n;let r={...e,version:n.version+
1,updatedAt:this.at};return this.#e.set("settings",{kind:"settings",id:"settings",before:n,wasDeleted:!1,after:r,version:r.
version}),await es(this.#t,this.tenant,r),this.#o=r,r}async nextNumber(e,n=1){let s=`$."${e}"`,r=await this.#t.all(ft`
      update tenants set counters = json_set(counters, ${s}, coalesce(counters ->> ${s}, 0) + ${n})
      where id = ${this.tenant} returning counters ->> ${s} as last`);return Number(r[0]?.last)-n+1}describe(e){this.#a=
e}get changes(){return[...this.#e.values()].flatMap(e=>Fr(e)??[])}async finish(e){let{changes:n}=this;if(n.length===0)return;
if(!this.#a)throw new Error("A unit of work that changes records has to describe its event.");await this.#m();let{type:s,
jobId:r=null,technicianId:o=null,overridden:i,reason:d,checkIn:a,reload:c}=this.#a;return{event:{seq:this.seq,type:s,at:this.
at,actor:e.actor,method:e.method,requestId:e.requestId,jobId:r,technicianId:o,changes:c?[]:[...n],...c?{reload:c}:{},...i?.
length?{overridden:[...i]}:{},...d===void 0?{}:{reason:d},...a===void 0?{}:{checkIn:a}},changes:n}}async#r(e,n){let s=n.
filter(o=>!this.#n.has(mt(e,o)));if(s.length>0){let o=await this.#t.all(ft`select id, record, deleted_at from ${C[e]} where tenant = ${this.
tenant} and ${_(ft`id`,s)}`);for(let i of s)this.#i(e,i,null);for(let i of o)this.#i(e,String(i.id),{record:B(i),deleted:i.
deleted_at!==null})}let r=new Map;for(let o of n){let i=this.#n.get(mt(e,o));i&&r.set(o,i)}return r}#i(e,n,s){s&&Object.
freeze(s.record),this.#n.set(mt(e,n),s)}async#l(e,n){if(n.length!==0){try{await this.#t.all(this.#u(e,n))}catch(s){throw Br(
s)}for(let s of n)this.#i(e,s.id,{record:s,deleted:!1})}}#u(e,n){let[s]=n;return s&&n.length===1&&this.#n.get(mt(e,s.id))?
ft`update ${C[e]} set record = ${JSON.stringify(s)}, deleted_at = null
        where tenant = ${this.tenant} and id = ${s.id}`:ft`
      insert into ${C[e]} (tenant, id, record)
      select ${this.tenant}, value ->> '$.id', value from json_each(${JSON.stringify(n)}) where true
      on conflict (tenant, id) do update set record = excluded.record, deleted_at = null`}#c(e,n,s,r,o){let i=mt(e,n),d=this.#e.
get(i)??{before:s?.record,wasDeleted:s?.deleted??!1};this.#e.set(i,{kind:e,id:n,before:d.before,wasDeleted:d.wasDeleted,
after:r,version:o})}#f(e,n,s){let r=Wr[e];if(!r)return;let o=s?.deleted?void 0:s?.record;o&&r.every(i=>Reflect.get(o,i)===
Reflect.get(n,i))||(e==="jobs"&&(s?this.#s.jobs:this.#s.newJobs).add(n.id),e==="sites"&&o&&this.#s.sites.add(n.id),e==="\
customers"&&o&&this.#s.customers.add(n.id))}async#m(){let{newJobs:e,jobs:n,sites:s,customers:r}=this.#s;if(s.size+r.size>
0){let o=await this.#t.all(ft`
        select id from jobs where tenant = ${this.tenant}
        and (site_id in ${z([...s])} or customer_id in ${z([...r])})`);for(let i of o)n.add(String(i.id))}await Bn(this.#t,
this.tenant,{changed:[...n],added:[...e]})}},Wr={jobs:["number","externalRef","title","description","siteId","customerId"],
sites:["name","address","district"],customers:["name"]};function mt(t,e){return`${t}:${e}`}function Qr(t){return t&&"pos\
ition"in t?t.position:null}function Fr({kind:t,id:e,before:n,wasDeleted:s,after:r,version:o}){if(r===null)return!n||s?void 0:
{kind:t,id:e,version:o,record:null,previous:{...n}};let i={...r};if(!n||s)return{kind:t,id:e,version:o,record:i};let d={};
for(let[a,c]of Object.entries(n))a!=="version"&&a!=="updatedAt"&&!lt(c,i[a])&&(d[a]=c);return{kind:t,id:e,version:o,record:i,
previous:d}}function Br(t){let e=t instanceof Error?t.message:"";return ut(t).startsWith("SQLITE_CONSTRAINT")?/FOREIGN KEY/.
test(e)?new h("unknown_reference","The record refers to something that does not exist.",{cause:t}):/external_ref/.test(e)?
rs("/externalRef","externalRef",t):/number/.test(e)?rs("/number","number",t):new h("already_exists","The id is taken.",{
cause:t}):t}function rs(t,e,n){return new h("already_exists",`Another record has this ${e}.`,{errors:[{pointer:t,detail:`\
This ${e} is taken.`}],cause:n})}async function os(t,e){try{let{from:n,to:s}=await t.writes.run(async()=>{let r=await kn(t,e.migrations??Cn);return t.client.
protocol==="file"&&!t.singleConnection&&await t.client.execute("pragma journal_mode = wal"),r});return n!==s&&e.log.info(
"database migrated",{from:n,to:s}),new Le(t,e)}catch(n){throw t.client.close(),n}}var Le=class{#t;#e;#n;#o;#s;constructor(e,{
clock:n,log:s}){this.#t=e,this.#n=e.writes,this.#e=n,this.#o=new Jt(s),this.#s=new Jt(s)}async ping(){await this.#r(e=>e.
all(Ne`select 1`))}read(e){return new Pt(e,this.#r,this.#i)}write(e,n,s){return this.#n.run(async()=>{let r=await this.#d(
o=>this.#a(e,n,s,o));return r.event&&this.#o.tell(e,r.event),n.onWritten?.(r.seq),r})}async#a(e,n,s,r){let o=this.#e.now(),
i=await yn(r,e),d=await jn(r,e,n,o);if(d)return n.idempotency?.onReplay?.(),{commit:!1,value:{result:d.result,event:null,
seq:i-1}};let a=new re(e,r,i,Ht(o)),c=await s(a),l=await a.finish(n);return l?(await wn(r,e,l.event,l.changes),await Rn(
r,e,n,c,o),{commit:!0,value:{result:c,event:l.event,seq:i}}):{commit:!1,value:{result:c,event:null,seq:i-1}}}async#d(e){
let n=await this.#t.client.transaction("write").catch(s=>{throw Wt(s)});try{let{commit:s,value:r}=await e(se(n));return s&&
await n.commit(),r}catch(s){throw Wt(s)}finally{n.close()}}async recordPositions(e,n){let s=new Map([...n].map(([o,i])=>[
o,Ut(i)])),r=await this.#n.run(()=>this.#d(async o=>{let i=[];for(let[d,a]of s)(await o.all(Ne`
            update technicians set record = json_set(record, '$.position', json(${JSON.stringify(a)}))
            where tenant = ${e} and id = ${d} and deleted_at is null
              and coalesce(record ->> '$.position.at', '') < ${a.at} returning id`)).length>0&&i.push(d);return{commit:i.
length>0,value:i}}));for(let o of r){let i=s.get(o);i&&this.#s.tell(e,o,i)}return r}onCommitted(e,n){return this.#o.add(
e,n)}onPosition(e,n){return this.#s.add(e,n)}async tenants(){return(await this.#r(n=>n.all(Ne`select id from tenants order by id`))).
map(n=>String(n.id))}async close(){await this.#n.idle(),this.#t.client.close()}#r=e=>{let n=()=>e(se(this.#t.client));return this.#t.
singleConnection?this.#n.run(n):n()};#i=e=>{let n=async()=>{let s=await this.#t.client.transaction("read").catch(r=>{throw Wt(
r)});try{return await e(se(s))}finally{s.close()}};return this.#t.singleConnection?this.#n.run(n):n()}};import{createClient as Vr}from"@libsql/client";var Qt=class{#t=Promise.resolve();run(e){let n=this.#t.then(e,e);return this.#t=n.catch(()=>{}),n}async idle(){await this.#t}},
is=new Map;function as(t){let e=is.get(t)??new Qt;return is.set(t,e),e}function Zr(t){let{url:e,authToken:n,syncUrl:s,busyTimeoutMs:r=5e3}=t,o=e===":memory:"||e.startsWith("file::memory:"),i=e.
replace(/^file:(\/\/(?=\/))?/,"").replace(/\?.*$/,"");try{return{client:Vr({url:e,timeout:r,...n?{authToken:n}:{},...s?{
syncUrl:s}:{}}),name:i,singleConnection:o||s!==void 0,writes:o?new Qt:as(i)}}catch(d){throw new Y("cannot_open",`The dat\
abase ${i} cannot be opened. Check that its folder exists and may be written to, or name another file with DISPATCHKIT_D\
ATABASE_URL=file:PATH.`,d)}}function w(t,e){let n=t.role==="system"?"all":Yt(t.role,e);if(n==="none")throw new h("not_allowed",`The role ${t.role} m\
ay not do ${e}.`,{hint:"Ask somebody with another role, or sign in as one."});return n}async function et(t,e,n){return w(
t,e)==="all"?{}:t.role==="technician"&&(await n.settings()).techniciansSeeAll?{}:Ft(t)}function Ft(t){return t.role==="c\
ustomer"?{ofJob:t.jobId??""}:{ownedBy:t.technicianId??""}}function nt(t){return!("ownedBy"in t&&t.ownedBy!==void 0)&&!("\
ofJob"in t&&t.ofJob!==void 0)}function ds(t){return t.role==="system"?Object.fromEntries(je.map(e=>[e,"all"])):An(t.role)}function cs(t,e="system"){return{tenant:t,id:"system",name:null,role:"system",technicianId:null,method:e,requestId:null}}
function zr(t){return{id:t.id,name:t.name,role:t.role}}function j(t){return{actor:zr(t),method:t.method,requestId:t.requestId,
...t.idempotency?{idempotency:t.idempotency}:{},...t.onWritten?{onWritten:t.onWritten}:{}}}function ls(t,e){return Math.max(t.startMs,e.startMs)<Math.min(t.endMs,e.endMs)}function Bt(t){let e=[...t].filter(({startMs:s,
endMs:r})=>s<r).sort((s,r)=>s.startMs-r.startMs),n=[];for(let s of e){let r=n.at(-1);r&&s.startMs<=r.endMs?s.endMs>r.endMs&&
(n[n.length-1]={startMs:r.startMs,endMs:s.endMs}):n.push({startMs:s.startMs,endMs:s.endMs})}return n}function oe(t,e){let n=Bt(e),s=[];for(let{startMs:r,endMs:o}of Bt(t)){let i=r;for(let d of n)if(!(d.endMs<=i)){if(d.startMs>=
o)break;d.startMs>i&&s.push({startMs:i,endMs:d.startMs}),i=d.endMs}i<o&&s.push({startMs:i,endMs:o})}return s}function ie(t){
let e=0;for(let{startMs:n,endMs:s}of Bt(t))e+=s-n;return e/6e4}function Vt(t){let e=We(t.jobs),n=We(t.sites),s=We(t.technicians),r=ae(t.assignments,c=>c.technicianId),o=ae(t.assignments,
c=>c.jobId),i=ae(t.shifts,c=>c.technicianId),d=ae(t.timeOff,c=>c.technicianId),a=ms(e.values(),c=>c.equipmentIds);return{
settings:t.settings,nowMs:t.nowMs,travel:t.travel,job:c=>e.get(c),site:c=>n.get(c),technician:c=>s.get(c),assignmentsOf:c=>r.
get(c)??[],shiftsOf:c=>i.get(c)??[],timeOffOf:c=>d.get(c)??[],assignmentsOfJob:c=>o.get(c)??[],equipmentBusy(c,l,u,f,m){
let y={startMs:l,endMs:u};for(let v of a.get(c)??[])if(v.id!==m)for(let x of o.get(v.id)??[]){if(x.id===f)continue;let R=de(
x,v);if(R&&ls(R,y))return x}}}}var us=new WeakMap;function T(t){let e=us.get(t);return e||(e=Qe(t),us.set(t,e)),e}function Qe({
startsAt:t,endsAt:e}){let n=Date.parse(t),s=Date.parse(e);if(Number.isNaN(n)||Number.isNaN(s))throw new RangeError(`Not \
instants: ${t}, ${e}`);return{startMs:n,endMs:s}}function de(t,e){let n=T(t);return t.status==="completed"?Hr(t,n):e&&(e.
status==="cancelled"||e.status==="on_hold"||e.status==="completed"&&e.completedAt!==null&&n.startMs>=Date.parse(e.completedAt))?
null:n}var fs=new WeakMap;function Hr(t,e){if(t.completedAt===null)return e;let n=fs.get(t);if(!n){let s=Date.parse(t.completedAt);
n=s>e.startMs&&s<e.endMs?{startMs:e.startMs,endMs:s}:e,fs.set(t,n)}return n}function pt(t,e){return e.technician(t)?.timeZone??
e.settings.timeZone}function ht(t,e){return t?.siteId&&e.site(t.siteId)?.position||null}function We(t){let e=new Map;for(let n of t)
e.set(n.id,n);return e}function ae(t,e){return ms(t,n=>[e(n)])}function ms(t,e){let n=new Map;for(let s of t)for(let r of e(
s)){let o=n.get(r);o?o.push(s):n.set(r,[s])}return n}var Ur;function ce(){let t=Ur??Gr();if(!t)throw new Error("This runtime has no Temporal. Await ensureTemporal() before using @d\
ispatchkit/scheduling.");return t}function Gr(){return globalThis.Temporal}var Yr={fromMs:0,untilMs:0,offsetMs:0},ps=new Map;function le(t){let e=ps.get(t);return e||(e={timeZone:t,stretches:[],days:new Map,
last:Yr},gs(e,0),ps.set(t,e)),e}function Fe(t,e){return hs(t,e).offsetMs}function hs(t,e){let n=t.last;if(e>=n.fromMs&&e<
n.untilMs)return n;for(let s of t.stretches)if(e>=s.fromMs&&e<s.untilMs)return t.last=s,s;return gs(t,e)}function gs(t,e){
if(!Number.isFinite(e))throw new RangeError(`Not an instant: ${e}`);let{Instant:n}=ce(),s=n.fromEpochMilliseconds(Math.floor(
e)).toZonedDateTimeISO(t.timeZone),o={fromMs:n.fromEpochMilliseconds(Math.floor(e)+1).toZonedDateTimeISO(t.timeZone).getTimeZoneTransition(
"previous")?.epochMilliseconds??Number.NEGATIVE_INFINITY,untilMs:s.getTimeZoneTransition("next")?.epochMilliseconds??Number.
POSITIVE_INFINITY,offsetMs:s.offsetNanoseconds/1e6};return t.stretches.push(o),t.last=o,o}var Xr=6e4;var Kt=864e5;function Be(t,e){let n=le(e),s=to(t),r=n.days.get(s);if(!r){let o=ys(s,n),i=ys(s+1,n);r={startMs:o,endMs:i,
minutes:(i-o)/Xr},n.days.size>=4096&&n.days.clear(),n.days.set(s,r)}return r}function H(t,e){return Ze(Math.floor((t+Fe(
le(e),t))/Kt))}function Ve(t,e){let n=t+Fe(le(e),t),s=Math.floor(n/Kt),r=Math.floor((n-s*Kt)/1e3);return{day:Ze(s),hour:Math.floor(r/3600),
minute:Math.floor(r/60)%60,second:r%60}}function ys(t,e){return ce().PlainDate.from(Ze(t)).toZonedDateTime(e.timeZone).epochMilliseconds}var ue=new Map,fe=new Map;
function to(t){let e=ue.get(t);if(e!==void 0)return e;let n=/^\d{4}-\d\d-\d\d$/.test(t)?Date.parse(`${t}T00:00:00Z`):Number.
NaN;if(Number.isNaN(n)||new Date(n).toISOString().slice(0,10)!==t)throw new RangeError(`Not a day: ${t}`);return ue.size>=
8192&&ue.clear(),ue.set(t,n/Kt),n/Kt}function Ze(t){let e=fe.get(t);return e===void 0&&(e=new Date(t*Kt).toISOString().slice(
0,10),fe.size>=8192&&fe.clear(),fe.set(t,e)),e}var eo=63710088e-1,He=Object.freeze({minutes:null,distanceMeters:null,quality:"unknown"});function no(t,e){let n=ze(t.latitude),
s=ze(e.latitude),r=Math.sin((s-n)/2)**2+Math.cos(n)*Math.cos(s)*Math.sin(ze(e.longitude-t.longitude)/2)**2;return 2*eo*Math.
asin(Math.min(1,Math.sqrt(r)))}function bs(t,e,n){if(!t||!e)return He;let s=no(t,e)*n.detourFactor;return{minutes:Math.ceil(
s*60/(n.travelSpeedKmh*1e3)),distanceMeters:Math.round(s),quality:"estimate"}}function ze(t){return t*Math.PI/180}var Ss=6e4,vs=240*Ss,ws=4320*Ss;function xs(t,e,n,s){let r=[],o=!0;for(let i of n.assignmentsOf(t)){if(i.id===s)continue;let d=T(i);if(d.endMs<e.startMs-
ws||d.startMs>e.endMs+ws)continue;let a=de(i,n.job(i.jobId));if(!a)continue;let c=r.at(-1);c&&c.startMs>a.startMs&&(o=!1),
r.push({assignment:i,startMs:a.startMs,endMs:a.endMs})}return o?r:r.sort((i,d)=>i.startMs-d.startMs||i.endMs-d.endMs)}function Ue(t,e,n,s){return e&&me(e.endMs,t,n,s)?{from:"assignment",position:ht(s.job(e.assignment.jobId),s)}:{from:"hom\
e",position:s.technician(n)?.home??null}}function me(t,e,n,s){if(e-t<vs)return!0;let r=Ge(e,n,s);if(r!==void 0)return t>
r;let o=pt(n,s);return H(t,o)===H(e,o)}function Ge(t,e,n){let s=n.shiftsOf(e),r=Ye(t,s);for(let o=r;o;o=so(T(o).startMs,
s))r=o;return r&&T(r).startMs}function so(t,e){for(let n of e){let{startMs:s,endMs:r}=T(n);if(s<t&&r<=t&&t-r<vs)return n}}
function Ye(t,e){let n;for(let s of e){let{startMs:r,endMs:o}=T(s);t>=r&&t<o&&(!n||r<T(n).startMs)&&(n=s)}return n}function pe(t,e,n){
return!t||!e?He:n.travel?.(t,e)??bs(t,e,n.settings)}function As(t,e,n){let s=pt(e,n),r=Ye(t,n.shiftsOf(e)),o=H(r?T(r).startMs:t,s),{startMs:i,endMs:d}=Be(o,s),a=[],c=[],l=d,
u=i;for(let f of n.shiftsOf(e)){let m=T(f);if(m.startMs>=i&&m.startMs<d){a.push(m),l=Math.max(l,m.endMs);for(let y of f.
breaks)c.push(T(y))}else m.startMs<i&&m.endMs>u&&(u=Math.min(m.endMs,d))}for(let f of n.timeOffOf(e))c.push(T(f));return{
day:o,startMs:u,endMs:l,shiftMinutes:ie(oe(a,c))}}function _s(t,e,n){let s=[];for(let r of t.skills){let o=ro(e,r.key);o===void 0?s.push({kind:"skill",subject:r.key,neededLevel:r.
level}):r.level!==void 0&&o<r.level&&s.push({kind:"skill",subject:r.key,neededLevel:r.level,heldLevel:o})}for(let r of t.
certifications){let o=oo(e,r);o===void 0?s.push({kind:"certification",subject:r}):o!==null&&o<n&&s.push({kind:"certifica\
tion",subject:r,expiredOn:o})}return t.territory!==null&&e.territories.length>0&&!e.territories.includes(t.territory)&&s.
push({kind:"territory",subject:t.territory}),{qualified:s.length===0,missing:s}}function ro(t,e){let n;for(let s of t.skills)
s.key===e&&(n=Math.max(n??0,s.level??Number.POSITIVE_INFINITY));return n}function oo(t,e){let n;for(let s of t.certifications)
if(s.key===e){if(s.expiresOn===null)return null;(n==null||s.expiresOn>n)&&(n=s.expiresOn)}return n}function $s(t,e,n){let{day:s,hour:r,minute:o}=Ve(t,e),i=`${Xe(r)}:${Xe(o)}`;return s===n?i:`${s} ${i}`}function E(t){let e=Math.
ceil(t);return e<120?`${e} min`:e%60===0?`${e/60} h`:`${Math.floor(e/60)} h ${Xe(e%60)} min`}function Ms(t){return t<1e3?
`${Math.round(t)} m`:`${(t/1e3).toFixed(1)} km`}function Xe(t){return String(t).padStart(2,"0")}var st=6e4;function Zt(t,e){let{startMs:n,endMs:s}=Qe(t),{technicianId:r}=t,o=pt(r,e),i=e.job(t.jobId),d=xs(r,{startMs:n,
endMs:s},e,t.assignmentId),a=wo(n,d),c=ht(i,e),l=Ue(n,a.previous,r,e),u={proposal:t,context:e,job:i,technician:e.technician(
r),startMs:n,endMs:s,timeZone:o,day:H(n,o),stops:d,...a,position:c,origin:l,travel:pe(l.position,c,e),found:[]};return io(
u),ao(u),co(u),lo(u),uo(u),mo(u),po(u),ho(u),go(u),bo(u),{violations:u.found,travel:u.travel}}function io(t){let{job:e,technician:n,
endMs:s,timeZone:r,found:o}=t;if(!(!e||!n))for(let i of _s(e,n,H(s-1,r)).missing){let{subject:d,neededLevel:a,heldLevel:c,
expiredOn:l}=i;if(i.kind==="skill"){let u=a===void 0?"":` at level ${a}`,f=c===void 0?"which the technician does not hav\
e":`has level ${c}`;o.push(J("skill_missing",`Needs ${d}${u}, ${f}`,{subject:d,neededLevel:a}))}else if(i.kind==="certif\
ication"){let u=l?`Certification ${d} expires on ${l}, before the work ends`:`Certification ${d} is missing`;o.push(J("c\
ertification_expired",u,{subject:d,expiredOn:l}))}else o.push(J("territory",`The job lies in ${d}, outside the technicia\
n's territories`,{subject:d}))}}function ao(t){let{startMs:e,endMs:n,stops:s,found:r}=t;for(let o of s){if(o.startMs>=n)
break;let i=(Math.min(n,o.endMs)-Math.max(e,o.startMs))/st;if(!(i>0))continue;let d=e<o.startMs,a=`Overlaps ${zt(o.assignment,
t)} (${$(o.startMs,t)}–${$(o.endMs,t)}) by ${E(i)}`;r.push(J("overlap",a,{assignmentId:o.assignment.id,minutes:Math.ceil(
i),actualAt:k(d?n:e),limitAt:k(d?o.startMs:o.endMs)}))}}function co(t){let{startMs:e,endMs:n,context:s,proposal:r,found:o}=t,
i=[];for(let f of s.shiftsOf(r.technicianId)){let m=T(f);m.startMs<n&&m.endMs>e&&i.push(m)}let d=oe([{startMs:e,endMs:n}],
i);if(d.length===0)return;let a=Math.ceil(ie(d)),c=Bt(i),l=c[0],u=c.at(-1);if(!l||!u)o.push(J("off_shift",`No shift from\
 ${$(e,t)} to ${$(n,t)}: ${E(a)} outside`,{minutes:a}));else if(n>u.endMs){let f=`Ends ${$(n,t)}, shift ends ${$(u.endMs,
t)}: ${E(a)} outside`;o.push(J("off_shift",f,{minutes:a,actualAt:k(n),limitAt:k(u.endMs)}))}else if(e<l.startMs){let f=`\
Starts ${$(e,t)}, shift starts ${$(l.startMs,t)}: ${E(a)} outside`;o.push(J("off_shift",f,{minutes:a,actualAt:k(e),limitAt:k(
l.startMs)}))}else o.push(J("off_shift",`${E(a)} fall between two shifts`,{minutes:a,limitAt:k(l.endMs)}))}function lo(t){
let{startMs:e,endMs:n,context:s,proposal:r,found:o}=t;for(let i of s.timeOffOf(r.technicianId)){let d=T(i),a=Math.ceil((Math.
min(n,d.endMs)-Math.max(e,d.startMs))/st);if(!(a>0))continue;let c=`Away ${$(d.startMs,t)}–${$(d.endMs,t)}: ${E(a)} of\
 the work fall into it`,l=e<d.startMs;o.push(J("time_off",c,{minutes:a,actualAt:k(l?n:e),limitAt:k(l?d.startMs:d.endMs)}))}}
function uo(t){let{job:e,startMs:n,found:s}=t;if(!(!e||fo(t))){if(e.windowEndsAt!==null&&n>Date.parse(e.windowEndsAt)){let r=Date.
parse(e.windowEndsAt),o=Math.ceil((n-r)/st),i=`Arrives ${$(n,t)}, window closes ${$(r,t)}: ${E(o)} late`;s.push(J("windo\
w_missed",i,{minutes:o,actualAt:k(n),limitAt:k(r)}))}else if(e.windowStartsAt!==null&&n<Date.parse(e.windowStartsAt)){let r=Date.
parse(e.windowStartsAt),o=Math.ceil((r-n)/st),i=`Arrives ${$(n,t)}, window opens ${$(r,t)}: ${E(o)} early`;s.push(J("win\
dow_missed",i,{minutes:o,actualAt:k(n),limitAt:k(r)}))}}}function fo(t){let{job:e,context:n,proposal:s}=t;if(!e||e.windowStartsAt===
null&&e.windowEndsAt===null||!n.assignmentsOfJob)return!1;let r=e.windowStartsAt===null?Number.NEGATIVE_INFINITY:Date.parse(
e.windowStartsAt),o=e.windowEndsAt===null?Number.POSITIVE_INFINITY:Date.parse(e.windowEndsAt);for(let i of n.assignmentsOfJob(
e.id)){if(i.id===s.assignmentId)continue;let{startMs:d}=T(i);if(d>=r&&d<=o)return!0}return!1}function mo(t){let{startMs:e,
previous:n,origin:s,travel:r,context:o,proposal:i,found:d}=t;if(r.minutes===null)return;let a,c;if(s.from==="assignment"&&
n){if(n.endMs>e)return;a=n.endMs,c=zt(n.assignment,t)}else{let m=Ge(e,i.technicianId,o);if(m===void 0)return;a=m,c="home"}
let l=a+r.minutes*st;if(l<=e)return;let u=Math.ceil((l-e)/st),f=`Leaves ${c} ${$(a,t)}, ${js(r)}, arrives ${$(l,t)}, sta\
rts ${$(e,t)}: ${E(u)} short`;d.push(J("travel_infeasible",f,{assignmentId:s.from==="assignment"?n?.assignment.id:void 0,
minutes:u,travelMinutes:r.minutes,distanceMeters:r.distanceMeters??void 0,actualAt:k(l),limitAt:k(e)}))}function po(t){let{
endMs:e,next:n,position:s,context:r,proposal:o,found:i}=t;if(!n||n.startMs<e||!me(e,n.startMs,o.technicianId,r))return;let d=pe(
s,ht(r.job(n.assignment.jobId),r),r);if(d.minutes===null)return;let a=e+d.minutes*st;if(a<=n.startMs)return;let c=Math.ceil(
(a-n.startMs)/st),l=zt(n.assignment,t),u=`Ends ${$(e,t)}, ${js(d)} to ${l}, arrives ${$(a,t)}, which starts ${$(n.startMs,
t)}: ${E(c)} short`;i.push(J("travel_infeasible",u,{assignmentId:n.assignment.id,minutes:c,travelMinutes:d.minutes,distanceMeters:d.
distanceMeters??void 0,actualAt:k(a),limitAt:k(n.startMs)}))}function ho(t){let{job:e,position:n,origin:s,previous:r,found:o}=t;
if(e)if(!n)o.push(tn("The job has no position: travel was not judged",{subject:"job"}));else if(!s.position&&s.from==="a\
ssignment"&&r){let i=`${zt(r.assignment,t)} before has no position: travel was not judged`;o.push(tn(i,{subject:"job",assignmentId:r.
assignment.id}))}else s.position||o.push(tn("The technician has no home position: travel was not judged",{subject:"techn\
ician"}))}function go(t){let{startMs:e,proposal:n,context:s,found:r}=t,o=As(e,n.technicianId,s);if(o.shiftMinutes===0)return;
let{workMs:i,travelMinutes:d}=yo(t,o),a=i/st+d,c=Math.ceil(a-o.shiftMinutes);if(c<=0)return;let l=`${E(i/st)} of work an\
d ${E(d)} of travel on ${o.day}, shift has ${E(o.shiftMinutes)}: ${E(c)} too much`;r.push(J("over_capacity",l,{minutes:c,
travelMinutes:d}))}function yo(t,e){let{startMs:n,endMs:s,stops:r,position:o,proposal:i,context:d}=t,a=s-n,c=t.travel.minutes??
0,l,u;for(let f of r){if(f.startMs>=e.endMs)break;if(l=u,(!u||f.endMs>u.endMs)&&(u=f),f.startMs<e.startMs)continue;a+=f.
endMs-f.startMs;let y=f===t.next&&me(s,f.startMs,i.technicianId,d)?o:Ue(f.startMs,l,i.technicianId,d).position;c+=pe(y,ht(
d.job(f.assignment.jobId),d),d).minutes??0}return{workMs:a,travelMinutes:c}}function bo(t){let{job:e,startMs:n,endMs:s,proposal:r,
context:o,found:i}=t;if(!(!e||!o.equipmentBusy))for(let d of e.equipmentIds){let a=o.equipmentBusy(d,n,s,r.assignmentId,
e.id);if(!a)continue;let c=T(a),l=`${d} is taken by ${zt(a,t)} (${$(c.startMs,t)}–${$(c.endMs,t)})`;i.push(J("equipmen\
t_busy",l,{subject:d,assignmentId:a.id,actualAt:k(n),limitAt:k(c.endMs)}))}}function wo(t,e){let n;for(let s of e){if(s.
startMs>=t)return{previous:n,next:s};(!n||s.endMs>n.endMs)&&(n=s)}return{previous:n,next:void 0}}function J(t,e,n){return{
code:t,severity:"warning",detail:e,...Is(n)}}function tn(t,e){return{code:"position_unknown",severity:"note",detail:t,...Is(
e)}}function Is(t){return Object.fromEntries(Object.entries(t).filter(([,e])=>e!==void 0))}function zt(t,e){return e.context.
job(t.jobId)?.number??"another job"}function $(t,e){return $s(t,e.timeZone,e.day)}function js(t){let e=t.distanceMeters===
null?"":` (${Ms(t.distanceMeters)})`;return`travels ${E(t.minutes??0)}${e}`}function k(t){return new Date(t).toISOString()}function gt(t,e){let n={...t};for(let[s,r]of Object.entries(e))r!==void 0&&(n[s]=s==="custom"?U(So(t),r):r);return n}function U(t,e){
return Object.fromEntries(Object.entries({...t,...e}).filter(([,n])=>n!==null))}function So(t){return"custom"in t?t.custom:
{}}var he={dispatched:"releasedAt",en_route:"enRouteAt",on_site:"arrivedAt",in_progress:"startedAt",completed:"completedAt"},
en=["en_route","on_site","in_progress"];function ge(t){return en.includes(t)}function ye(t,e,n){let s=e in he?he[e]:void 0,
r=s===void 0?{}:{[s]:e==="dispatched"?t.releasedAt??n:n};return nn({...t,...r,status:e})}function nn(t){let e=Dt.indexOf(
t.status),n={};for(let s of Dt.slice(e+1))s in he&&(n[he[s]]=null);return{...t,...n}}function G(t,e,n){if(!(e==null||e===t.version))throw new h("stale",`The record is at version ${t.version}, not ${e}.`,{hint:"\
Read it again and repeat the change if it still makes sense.",currentVersion:t.version,...n===void 0?{}:{errors:[{pointer:n,
detail:`Version is ${t.version}.`}]}})}var vo=744*60;async function be(t,e,n,s=""){let r=await Rs(t,n.jobId,s);await Os(t,n.technicianId,s);let o=new Date(n.startsAt).
toISOString(),i=n.endsAt?new Date(n.endsAt).toISOString():Ts(o,r.durationMinutes);ks(o,i,s);let d=n.id??e.next(),a=await $o(
t,d,n.jobId,s),c=a?.technicianId===n.technicianId&&a.startsAt===o&&a.endsAt===i,l=await t.put("assignments",{...a??_o,id:d,
externalRef:n.externalRef??a?.externalRef??null,custom:U(a?.custom??{},n.custom??{}),jobId:n.jobId,technicianId:n.technicianId,
startsAt:o,endsAt:i,lock:n.lock??a?.lock??"planned",notes:n.notes??a?.notes??"",overridden:c?a.overridden:[]});return{assignment:l,
override:n.override??!1,accepted:l.overridden,isMoved:!0,technicianIds:[l.technicianId]}}async function we(t,e,n,s,r="",o){
let i=await t.get("assignments",e);if(!i)throw L("assignment",e);G(i,s,o);let d=n.startsAt?new Date(n.startsAt).toISOString():
i.startsAt,a=n.endsAt?new Date(n.endsAt).toISOString():Ts(d,Oo(i)),c=n.technicianId??i.technicianId,l=d!==i.startsAt||a!==
i.endsAt||c!==i.technicianId;if(l){ks(d,a,r);let f=await Rs(t,i.jobId,r);Mo(i,{startsAt:d,technicianId:c,lock:n.lock??i.
lock},f,r)}return c!==i.technicianId&&await Io(t,i,c,r),{assignment:await t.put("assignments",{...Ro(c===i.technicianId?
i:jo(i),n.released,t.at,r),technicianId:c,startsAt:d,endsAt:a,lock:n.lock??i.lock,notes:n.notes??i.notes,custom:U(i.custom,
n.custom??{})}),override:n.override??!1,accepted:[],isMoved:l,technicianIds:[...new Set([i.technicianId,c])]}}async function Se(t,e,n,s){
let r=await t.get("assignments",e);if(!r)throw L("assignment",e);return G(r,n,s),{before:r,tombstone:await t.remove("ass\
ignments",e)}}async function Ct(t,e,n){let s=n.filter(d=>d.isMoved),r=[],o=[],i=await xo(t,s);for(let[d,a]of s.entries()){
let c=(i[d]??[]).filter(m=>m.severity!=="note"),l=m=>m.severity==="warning"&&(a.override||a.accepted.includes(m.code));o.
push(...c.filter(m=>!l(m)));let u=c.filter(l);u.length>0&&a.override&&w(e,"assignments:override"),r.push(...u);let f=[...new Set(
u.map(m=>m.code))];await t.put("assignments",{...a.assignment,overridden:f})}if(o.length>0)throw Ao(o);return r}async function xo(t,e){
if(e.length===0)return[];let n=e.map(o=>o.assignment),s=await t.schedulingRecords(n.map(o=>o.jobId),n.map(o=>o.technicianId),
{from:n.map(o=>o.startsAt).reduce((o,i)=>o<i?o:i),to:n.map(o=>o.endsAt).reduce((o,i)=>o>i?o:i)}),r=Vt({...s,settings:await t.
settings()});return n.map(({id:o,jobId:i,technicianId:d,startsAt:a,endsAt:c})=>Zt({jobId:i,technicianId:d,startsAt:a,endsAt:c,
assignmentId:o},r).violations)}function Ao(t){let e=t.some(n=>n.severity==="forbidden");return new h("assignment_conflic\
t",t.map(n=>n.detail).join("; "),{hint:e?"Choose another time or technician.":"Choose another time or technician, or sen\
d override: true to place it nevertheless.",violations:t})}var _o={status:"scheduled",releasedAt:null,enRouteAt:null,arrivedAt:null,
startedAt:null,completedAt:null};async function Rs(t,e,n){let s=await t.get("jobs",e);if(!s)throw xt(`${n}/jobId`,"There\
 is no such job.");if(s.explicitStatus==="cancelled"||s.explicitStatus==="completed")throw new h("transition_not_allowed",
`The job is ${s.explicitStatus}.`,{hint:"Reopen the job first.",allowed:["unscheduled"]});return s}async function Os(t,e,n){
let s=await t.get("technicians",e);if(!s)throw xt(`${n}/technicianId`,"There is no such technician.");if(!s.active)throw D(
`${n}/technicianId`,`${s.name} is not active.`,"Choose another technician, or make this one active.")}async function $o(t,e,n,s){
let r=await t.getDeleted("assignments",e);if(r?.jobId===n)return r;if(r||await t.get("assignments",e))throw new h("alrea\
dy_exists",`The id ${e} is taken.`,{errors:[{pointer:`${s}/id`,detail:"This id is taken."}]})}function ks(t,e,n){let s=(Date.
parse(e)-Date.parse(t))/6e4;if(s<=0)throw D(`${n}/endsAt`,"It must end after it starts.");if(s>vo)throw D(`${n}/endsAt`,
"One assignment lasts at most 31 days.","Place several assignments for longer work.")}function Mo(t,e,n,s){let r=t.lock===
e.lock?t.lock:e.lock==="planned"?"planned":t.lock,o="Set lock to planned first, or in the same change.";if(r==="pinned")
throw D(`${s}/lock`,"The assignment is pinned: neither its time nor its technician may change.",o);if(r!=="committed")return;
if(e.technicianId!==t.technicianId)throw D(`${s}/lock`,"The assignment is committed to its technician.",o);let i=n.windowStartsAt!==
null&&e.startsAt<n.windowStartsAt,d=n.windowEndsAt!==null&&e.startsAt>n.windowEndsAt;if(i||d)throw D(`${s}/lock`,"The as\
signment is committed: it may only move inside the promised window.",o)}async function Io(t,e,n,s){if(await Os(t,n,s),e.
status==="completed")throw D(`${s}/technicianId`,"The work is completed; who did it does not change.","Reopen it first b\
y moving it back to in_progress.")}function jo(t){return ge(t.status)?nn({...t,status:t.releasedAt===null?"scheduled":"d\
ispatched"}):t}function Ro(t,e,n,s){if(e===void 0||e===(t.releasedAt!==null))return t;if(e)return{...t,releasedAt:n,status:t.
status==="scheduled"?"dispatched":t.status};if(t.status!=="dispatched"&&t.status!=="scheduled")throw D(`${s}/released`,"\
The technician is already under way.");return{...t,releasedAt:null,status:"scheduled"}}function Oo({startsAt:t,endsAt:e}){
return(Date.parse(e)-Date.parse(t))/6e4}function Ts(t,e){return new Date(Date.parse(t)+e*6e4).toISOString()}async function sn(t,e){let n=await t.assignmentsOfJob(e.id),s=vt(e.explicitStatus,n.map(r=>r.status));return t.put("jobs",
{...e,status:s,completedAt:s==="completed"?ko(e,n,t.at):null})}async function at(t,e){for(let n of await t.getMany("jobs",
[...new Set(e)]))await sn(t,n)}function ko(t,e,n){if(t.explicitStatus==="completed")return t.completedAt??n;let s=e.flatMap(
r=>r.completedAt??[]);return s.reduce((r,o)=>o>r?o:r,s[0]??t.completedAt??n)}async function rt(t,e){let n=[...new Set(e)],
s=await t.assignmentsOfTechnicians(n,en);for(let r of await t.getMany("technicians",n)){let o=s.filter(d=>d.technicianId===
r.id),i=To(r,o);i!==r.status&&await t.put("technicians",{...r,status:i})}}function To(t,e){return e.some(n=>n.status!=="\
en_route")?"on_job":e.length>0?"traveling":t.status==="on_job"||t.status==="traveling"?"available":t.status}async function Ps({store:t,ids:e},n,s){w(n,"assignments:write");let{result:r}=await t.write(n.tenant,j(n),async o=>{let i=await be(
o,e,s),{id:d,jobId:a,technicianId:c}=i.assignment,l=await Ct(o,n,[i]);return await at(o,[a]),await rt(o,[c]),o.describe(
{type:"assignment.created",jobId:a,technicianId:c,overridden:l}),await o.get("assignments",d)??i.assignment});return r}async function Cs({store:t,ids:e},n,s){w(n,"assignments:write");let{result:r}=await t.write(n.tenant,j(n),async o=>{let i=new Map,
d=new Set,a=new Set,c=[];async function l(f,m){if(f.op==="delete"){let{before:R}=await Se(o,f.id,f.version,`${m}/version`);
i.delete(f.id),c.push(f.id),d.add(R.jobId),a.add(R.technicianId);return}let y=f.op==="create"?await be(o,e,f.assignment,
`${m}/assignment`):await we(o,f.id,f.patch,f.version,`${m}/patch`,`${m}/version`),{assignment:v}=y,x=i.get(v.id);i.set(v.
id,x?.isMoved?{...y,isMoved:!0}:y),c.push(v.id),d.add(v.jobId);for(let R of y.technicianIds)a.add(R)}for(let[f,m]of s.operations.
entries())await l(m,`/operations/${f}`);let u=await Ct(o,n,[...i.values()]);return await at(o,d),await rt(o,a),o.describe(
{type:"assignments.changed",jobId:Ks(d),technicianId:Ks(a),overridden:u}),{results:await Po(o,c),seq:o.changes.length>0?
o.seq:o.seq-1}});return r}async function Po(t,e){let n=[];for(let s of e){let r=await t.get("assignments",s)??null,o=r?.
version??(await t.getDeleted("assignments",s))?.version??1;n.push({id:s,version:o,assignment:r})}return n}function Ks(t){
let[e=null]=t;return t.size===1?e:null}async function qs(t,e){e.number===""&&(e.number=(await rn(t,1))[0]??""),e.customerId===null&&e.siteId!==null&&(e.customerId=
(await t.get("sites",e.siteId))?.customerId??null)}async function rn(t,e){let{timeZone:n}=await t.settings(),s=H(Date.parse(
t.at),n).slice(2,4),r=[];for(;r.length<e;){let o=e-r.length,i=await t.nextNumber(`job-${s}`,o),d=Array.from({length:o},(c,l)=>`\
J-${s}-${String(i+l).padStart(5,"0")}`),a=await t.jobNumbersTaken(d);r.push(...d.filter(c=>!a.has(c)))}return r}var an=()=>[],Es=()=>({}),Ko={noun:"customer",actions:{read:"customers:read",write:"customers:write",delete:"customers:w\
rite"},events:{created:"customer.created",changed:"customer.changed",deleted:"customer.deleted"},defaultSort:"name",references:[],
subject:Es,faults:an,fresh:(t,e)=>({id:e,externalRef:t.externalRef??null,custom:U({},t.custom??{}),name:t.name,phone:t.phone??
null,email:t.email??null,notes:t.notes??""})},Co={noun:"site",actions:{read:"sites:read",write:"sites:write",delete:"sit\
es:write"},events:{created:"site.created",changed:"site.changed",deleted:"site.deleted"},defaultSort:"name",references:[
{field:"customerId",kind:"customers"}],subject:Es,faults:an,fresh:(t,e)=>({id:e,externalRef:t.externalRef??null,custom:U(
{},t.custom??{}),customerId:t.customerId??null,name:t.name??t.address??"",address:t.address??"",district:t.district??null,
position:t.position??null,geocodeQuality:t.geocodeQuality??(t.position?"exact":"none"),timeZone:t.timeZone??null,accessNotes:t.
accessNotes??""})},on=["#4263eb","#0ca678","#f76707","#ae3ec9","#1098ad","#e03131","#74b816","#d6336c","#7048e8","#f59f0\
0","#1c7ed6","#37b24d"],qo={noun:"technician",actions:{read:"technicians:read",write:"technicians:write",delete:"technic\
ians:write"},events:{created:"technician.created",changed:"technician.changed",deleted:"technician.deleted"},defaultSort:"\
name",references:[],subject:({id:t})=>({technicianId:t}),faults:an,fresh:(t,e)=>({id:e,externalRef:t.externalRef??null,custom:U(
{},t.custom??{}),name:t.name,status:t.status??"off_duty",color:t.color??Eo(e),phone:t.phone??null,email:t.email??null,skills:t.
skills??[],certifications:t.certifications??[],territories:t.territories??[],crewId:t.crewId??null,home:t.home??null,timeZone:t.
timeZone??null,position:null,active:t.active??!0})};function Eo(t){let e=0;for(let n of t)e=(e*31+(n.codePointAt(0)??0))%
65521;return on[e%on.length]??on[0]}var Do={noun:"job",actions:{read:"jobs:read",write:"jobs:write",delete:"jobs:delete"},
events:{created:"job.created",changed:"job.changed",deleted:"job.deleted"},defaultSort:"-priority,dueAt",references:[{field:"\
customerId",kind:"customers"},{field:"siteId",kind:"sites"}],subject:({id:t})=>({jobId:t}),faults:t=>[...dn(t.windowStartsAt,
t.windowEndsAt,"/windowEndsAt","The window must end after it starts."),...t.completedAt!==null&&t.status!=="completed"?[
{pointer:"/completedAt",detail:"Only a completed job has a time of completion."}]:[]],fresh:(t,e,n)=>({id:e,externalRef:t.
externalRef??null,custom:U({},t.custom??{}),number:t.number??"",type:t.type??"service_call",title:t.title,description:t.
description??"",priority:t.priority??"normal",status:vt(t.explicitStatus??null,[]),explicitStatus:t.explicitStatus??null,
statusReason:t.statusReason??null,customerId:t.customerId??null,siteId:t.siteId??null,durationMinutes:t.durationMinutes??
60,skills:t.skills??[],certifications:t.certifications??[],equipmentIds:t.equipmentIds??[],territory:t.territory??null,requestedAt:t.
requestedAt===void 0?n:t.requestedAt,windowStartsAt:t.windowStartsAt??null,windowEndsAt:t.windowEndsAt??null,dueAt:t.dueAt??
null,completedAt:t.completedAt??(t.explicitStatus==="completed"?n:null),source:t.source??null,quotedPrice:t.quotedPrice??
null})},Jo={noun:"shift",actions:{read:"shifts:read",write:"shifts:write",delete:"shifts:write"},events:{created:"shift.\
created",changed:"shift.changed",deleted:"shift.deleted"},defaultSort:"startsAt",references:[{field:"technicianId",kind:"\
technicians"}],subject:({technicianId:t})=>({technicianId:t}),faults:t=>[...Ds(t),...t.breaks.flatMap((e,n)=>[...dn(e.startsAt,
e.endsAt,`/breaks/${n}/endsAt`,"A break must end after it starts."),...qt(e.startsAt)<qt(t.startsAt)||qt(e.endsAt)>qt(t.
endsAt)?[{pointer:`/breaks/${n}`,detail:"A break lies inside its shift."}]:[]])],fresh:(t,e)=>({id:e,externalRef:t.externalRef??
null,custom:U({},t.custom??{}),technicianId:t.technicianId,startsAt:t.startsAt,endsAt:t.endsAt,breaks:t.breaks??[]})},No={
noun:"time off",actions:{read:"time_off:read",write:"time_off:write",delete:"time_off:write"},events:{created:"time_off.\
created",changed:"time_off.changed",deleted:"time_off.deleted"},defaultSort:"startsAt",references:[{field:"technicianId",
kind:"technicians"}],subject:({technicianId:t})=>({technicianId:t}),faults:t=>Ds(t),fresh:(t,e)=>({id:e,externalRef:t.externalRef??
null,custom:U({},t.custom??{}),technicianId:t.technicianId,startsAt:t.startsAt,endsAt:t.endsAt,reason:t.reason??""})},V={
jobs:Do,technicians:qo,customers:Ko,sites:Co,shifts:Jo,timeOff:No},qt=Date.parse;function Ds({startsAt:t,endsAt:e}){return dn(
t,e,"/endsAt","It must end after it starts.")}function dn(t,e,n,s){return t!==null&&e!==null&&qt(e)<=qt(t)?[{pointer:n,detail:s}]:
[]}async function ve(t,e,n,s){let r=[];for(let{field:o,kind:i}of n){let d=Reflect.get(e,o);typeof d!="string"||s&&Reflect.get(
s,o)===d||await t.get(i,d)||r.push({pointer:`/${o}`,detail:`There is no such record in ${i}.`})}if(r.length>0)throw new h(
"unknown_reference","The record refers to something that does not exist.",{errors:r})}async function yt({store:t,ids:e},n,s,r){let o=V[s];w(n,o.actions.write);let{result:i}=await t.write(n.tenant,j(n),async d=>{
let a=r.id??e.next();if(await d.get(s,a)||await d.getDeleted(s,a))throw new h("already_exists",`The id ${a} is taken.`,{
errors:[{pointer:"/id",detail:"This id is taken."}]});let c=o.fresh(r,a,d.at);cn(o.faults(c)),await ve(d,c,o.references),
Lo(s,c)&&await qs(d,c);let l=await d.put(s,c);return d.describe({type:o.events.created,...o.subject(l)}),l});return i}function cn(t){
let[e]=t;if(e)throw new h("invalid",e.detail,{errors:t})}function Lo(t,e){return t==="jobs"}async function bt({store:t},e,n,s,r,o){let i=V[n];w(e,i.actions.write);let{result:d}=await t.write(e.tenant,j(e),async a=>{
let c=await a.get(n,s);if(!c)throw L(i.noun,s);G(c,o);let l=gt(c,r);cn(i.faults(l)),await ve(a,l,i.references,c);let u=await a.
put(n,l);return a.describe({type:i.events.changed,...i.subject(u)}),u});return d}async function Js({store:t,clock:e},n,s){w(n,"assignments:write");let r=t.read(n.tenant),o=await r.get("jobs",s.jobId);if(!o)
throw xt("/jobId","There is no such job.");if(!await r.get("technicians",s.technicianId))throw xt("/technicianId","There\
 is no such technician.");let i=Date.parse(s.startsAt),d=s.endsAt===void 0?i+o.durationMinutes*6e4:Date.parse(s.endsAt);
if(d<=i)throw D("/endsAt","It must end after it starts.");let a={...s,startsAt:new Date(i).toISOString(),endsAt:new Date(
d).toISOString()},c=await r.schedulingRecords([o.id],[s.technicianId],{from:a.startsAt,to:a.endsAt});return Zt(a,Vt({...c,
settings:await r.settings(),nowMs:e.now()}))}var Ns={technicians:["shifts","timeOff"]};async function wt({store:t},e,n,s,r){let o=V[n];w(e,o.actions.delete);let{result:i}=await t.
write(e.tenant,j(e),async d=>{let a=await d.get(n,s);if(!a)throw L(o.noun,s);G(a,r),await Wo(d,n,s);for(let c of Ns[n]??
[])await Qo(d,c,s);return d.describe({type:o.events.deleted,...Fo(n,a)}),await d.remove(n,s)});return i}async function Wo(t,e,n){
let s=Object.entries(await t.references(e,n)).filter(([o])=>!Ns[e]?.some(i=>i===o));if(s.length===0)return;let r=s.map(([
o,i])=>`${i} in ${o}`).join(", ");throw new h("in_use",`Other records still refer to it: ${r}.`,{hint:e==="technicians"?
"Set active to false to keep the history, or delete the assignments first.":"Delete or change those first."})}async function Qo(t,e,n){
for(;;){let s=await t.list(e,{filters:{technicianId:[n]},sort:[],limit:500});for(let{id:r}of s.items)await t.remove(e,r);
if(s.nextCursor===null)return}}function Fo(t,e){return t==="jobs"&&"id"in e?{jobId:String(e.id)}:t==="technicians"&&"id"in
e?{technicianId:String(e.id)}:"technicianId"in e?{technicianId:String(e.technicianId)}:{}}async function Ae(t,e,n){if(nt(e))return[...n];let s=await Bo(t,e,n);return n.map(r=>Vo(r,e,s))}function Ls(t){return t.
changes.length>0||t.reload===!0}async function Bo(t,e,n){let s=n.flatMap(i=>i.changes.flatMap(d=>d.kind==="jobs"?d.id:[]));
if(s.length===0)return new Set;let r=new Set,o=[...new Set(s)];for(let i=0;i<o.length;i+=500){let d=await t.list("jobs",
{filters:{ids:o.slice(i,i+500),...e},sort:[],limit:500});for(let a of d.items)r.add(a.id)}return r}function Vo(t,e,n){let s=t.
changes.flatMap(i=>zo(i,e,n)??[]),r=t.changes.some(i=>i.kind==="assignments"&&Ho(i,e)),o=t.reload===!0||r;return s.length===
0&&!o?{...t,actor:{id:"hidden",name:null,role:"system"},requestId:null,jobId:null,technicianId:null,changes:s,...Zo}:{...t,
changes:s,...o?{reload:o}:{}}}var Zo={overridden:void 0,reason:void 0,checkIn:void 0};function zo(t,e,n){switch(t.kind){case"\
settings":return t;case"jobs":return n.has(t.id)?t:void 0;case"assignments":case"shifts":case"timeOff":return xe(t.record,
e)?t:xe(Ws(t),e)?{kind:t.kind,id:t.id,version:t.version,record:null}:void 0;case"technicians":return"ownedBy"in e&&t.id===
e.ownedBy?t:void 0;default:return}}function Ho(t,e){return xe(t.record,e)?t.previous===void 0||!xe(Ws(t),e):!1}function Ws(t){
return t.previous===void 0?null:{...t.record,...t.previous}}function xe(t,e){return t?"ownedBy"in e&&e.ownedBy!==void 0?
t.technicianId===e.ownedBy:"ofJob"in e&&t.jobId===e.ofJob:!1}var Qs=500;async function Fs({store:t},e,n={}){w(e,"events:read");let{jobId:s,technicianId:r,after:o,before:i,limit:d=100,
sort:a="seq"}=n;if(!Number.isInteger(d)||d<1||d>Qs)throw F("limit",`limit is a whole number from 1 to ${Qs}.`);let c=t.read(
e.tenant),l=await et(e,"events:read",c);if(s!==void 0&&!((await c.list("jobs",{filters:{ids:[s],...l},sort:[],limit:1})).
items.length>0||nt(l)&&await c.getDeleted("jobs",s)!==void 0))throw L("job",s);let u=nt(l)?{}:Ft(e);if("ownedBy"in u&&r!==
void 0&&r!==u.ownedBy)throw L("technician",r);let f=r??("ownedBy"in u&&s===void 0?u.ownedBy:void 0),m=s??("ofJob"in u?u.
ofJob:void 0),y=await c.events({limit:d+1,descending:a==="-seq",...o===void 0?{}:{after:o},...i===void 0?{}:{before:i},...m===
void 0?{}:{jobId:m},...f===void 0?{}:{technicianId:f}}),v=y.slice(0,d);return{items:(await Ae(c,l,v)).filter(R=>nt(l)||Ls(
R)),lookedTo:y.length>d?v.at(-1)?.seq??null:null}}function $e(){return{created:0,changed:0,unchanged:0,deleted:0,rejected:[]}}async function Et({writer:t,nextId:e,start:n,
tally:s,firstCounts:r},o,i){let d=await Uo(t,o,i),a=await ei(t,o,i),c=new Map;for(let[f,m]of i.entries()){let{externalRef:y}=m,
v=d.get(y);if(v?.deleted){s.deleted+=1;continue}if(r?.has(`${o}:${y}`))continue;let x=c.get(y),R=Go(o,m,x??v?.record,e,t.
at),[St]=[...V[o].faults(R),...a(R,v?.record)];if(St){s.rejected.push({index:n+f,...St});continue}x&&(s.unchanged+=1),c.
set(y,R),r?.add(`${o}:${y}`)}await ti(t,[...c.values()].filter(Bs));let l=await t.putMany(o,[...c.values()]),u=new Map([
...d].flatMap(([f,{record:m,deleted:y}])=>y?[]:[[f,m.id]]));for(let f of l){let m=f.externalRef??"",y=d.get(m)?.record;s[y?
y.version===f.version?"unchanged":"changed":"created"]+=1,u.set(m,f.id)}return u}async function Uo(t,e,n){let s=[...new Set(
n.map(o=>o.externalRef))],r=new Map;for(let o of await t.findByExternalRefs(e,s)){let i=o.record.externalRef??"";(!o.deleted||
!r.has(i))&&r.set(i,o)}return r}function Go(t,e,n,s,r){if(!n){let d=t==="jobs"&&!_e(e,"requestedAt")?{...e,requestedAt:null}:
e;return V[t].fresh(d,e.id??s(),r)}let{id:o,...i}=e;return Bs(n)?{...n,...Xo(n,i,r)}:gt(n,i)}var Yo=["explicitStatus","s\
tatusReason","completedAt","number"];function Xo(t,e,n){let s=Object.fromEntries(Object.entries(e).filter(([d,a])=>a!==null||
!Yo.includes(d))),r=gt(t,s);if(r.explicitStatus===t.explicitStatus)return r;let o=vt(r.explicitStatus,[]),i="completedAt"in
s?r.completedAt:o==="completed"?n:null;return{...r,status:o,completedAt:i}}function Bs(t){return"explicitStatus"in t}async function ti(t,e){
let n=e.filter(r=>r.number==="");if(n.length===0)return;let s=await rn(t,n.length);for(let[r,o]of n.entries())o.number=s[r]??
""}async function ei(t,e,n){let s=d=>[...new Set(n.flatMap(a=>_e(a,d)??[]))],r=new Map;for(let{field:d,kind:a}of V[e].references){
let c=new Set((await t.getMany(a,s(d))).map(l=>l.id));r.set(d,new Set(s(d).filter(l=>!c.has(l))))}let o=new Set;for(let d of s(
"id"))(await t.get(e,d)??await t.getDeleted(e,d))&&o.add(d);let i=new Map(e==="jobs"?await t.jobNumbersTaken(s("number")):
[]);return(d,a)=>{let c=[];for(let[u,f]of r)f.has(_e(d,u)??"")&&c.push({pointer:`/${u}`,detail:"It refers to a record th\
at does not exist."});!a&&o.has(d.id)&&c.push({pointer:"/id",detail:"Another record has this id."});let l=_e(d,"number");
return l&&(i.get(l)??d.id)!==d.id&&c.push({pointer:"/number",detail:`Another job has the number ${l}.`}),l&&c.length===0&&
i.set(l,d.id),c}}function _e(t,e){let n=Reflect.get(t,e);return typeof n=="string"?n:void 0}var ln=500,ni={jobs:"jobs.imported",technicians:"technicians.imported",customers:"customers.imported"};async function Vs({
store:t,ids:e,log:n},s,r,{onProgress:o,takenOver:i=new Set}={}){w(s,"jobs:import");let d={...j(s),idempotency:void 0},a=r.
records.length,c=$e(),l=await t.read(s.tenant).lastSeq();for(let x=0;x<a;x+=ln){let R=await t.write(s.tenant,d,async St=>{
let pn={writer:St,nextId:()=>e.next(),start:x,tally:$e(),takenOver:i};return await si(pn,r),St.describe({type:ni[r.kind],
reload:!0}),pn.tally});oi(c,R.result),l=R.seq,o?.(Math.min(x+ln,a),a)}let{created:u,changed:f,unchanged:m,deleted:y,rejected:v}=c;
return n.debug("records taken over",{tenant:s.tenant,created:u,changed:f,unchanged:m,deleted:y,rejected:v.length}),{...c,
seq:l}}async function si(t,e){let{start:n}=t,s=n+ln;e.kind==="jobs"?await ri(t,e.records.slice(n,s)):e.kind==="customers"?
await Et(t,"customers",e.records.slice(n,s)):await Et(t,"technicians",e.records.slice(n,s))}async function ri(t,e){let n={
...t,start:0,tally:$e(),firstCounts:t.takenOver},s=await Et(n,"customers",e.flatMap(d=>d.customer??[])),r=({customer:d})=>d?
{customerId:s.get(d.externalRef)??null}:{},o=await Et(n,"sites",e.flatMap(d=>d.site?{...d.site,...r(d)}:[])),i=e.map(d=>{
let{customer:a,site:c,...l}=d;return{...l,...r(d),...c?{siteId:o.get(c.externalRef)??null}:{}}});await Et(t,"jobs",i)}function oi(t,e){
t.created+=e.created,t.changed+=e.changed,t.unchanged+=e.unchanged,t.deleted+=e.deleted,t.rejected.push(...e.rejected)}async function Zs({store:t},e){let{tenant:n}=e,s=t.read(n),r=await et(e,"events:read",s),o=e.role==="system"||Yt(e.role,
"technicians:read")!=="none";return{firstSeq:await s.firstSeq(),lastSeq:await s.lastSeq(),async tail(i,d){r=await et(e,"\
events:read",s);let a=await s.tail(i,d);return{events:await Ae(s,r,a),scannedTo:a.at(-1)?.seq??i}},onCommitted:i=>t.onCommitted(
n,()=>i()),onPosition:i=>t.onPosition(n,(d,a)=>{o&&(nt(r)||d===e.technicianId)&&i(d,a)})}}async function zs({store:t},e,n,s,r){w(e,"assignments:write");let{result:o}=await t.write(e.tenant,j(e),async i=>{let d=await we(
i,n,s,r),{jobId:a,technicianId:c}=d.assignment,l=await Ct(i,e,[d]);return await at(i,[a]),await rt(i,d.technicianIds),i.
describe({type:"assignment.changed",jobId:a,technicianId:c,overridden:l}),await i.get("assignments",n)??d.assignment});return o}var Hs=500,ii=100;function Us(t,e,n){let{sort:s,cursor:r,limit:o=ii,total:i=r===void 0,from:d,to:a,...c}=t;if(!Number.isInteger(
o)||o<1||o>Hs)throw F("limit",`limit is a whole number from 1 to ${Hs}.`);return{limit:o,total:i,sort:ai(s??(c.updatedSince===
void 0?n:"updatedAt")),...r===void 0?{}:{cursor:r},filters:{...c,...e,...c.updatedSince===void 0?{}:{updatedSince:un("up\
datedSince",c.updatedSince)},...d===void 0&&a===void 0?{}:{interval:fn(d,a)}}}}function fn(t,e){let n={...t===void 0?{}:
{from:un("from",t)},...e===void 0?{}:{to:un("to",e)}};if(n.from!==void 0&&n.to!==void 0&&n.from>=n.to)throw F("to","to m\
ust be after from.");return n}function un(t,e){let n=Date.parse(e);if(Number.isNaN(n))throw F(t,`${t} is an instant such\
 as 2026-11-20T17:30:00Z.`);return new Date(n).toISOString()}function ai(t){let e=t.split(",").map(s=>s.trim());if(e.length>
4)throw F("sort","Sort by at most four fields.");let n=e.map(s=>({field:s.replace(/^-/,""),descending:s.startsWith("-")}));
if(new Set(n.map(s=>s.field)).size<n.length)throw F("sort","Each field can be sorted by once.");return n}async function dt(t,e,n,s,r={}){let o=await et(e,s.actions.read,t);return t.list(n,Us(r,o,s.defaultSort))}async function ct(t,e,n,s,r,o=s.
actions.read){let i=await et(e,o,t),d=await t.list(n,{filters:{ids:[r],...i},sort:[],limit:1}),[a]=d.items;if(!a)throw L(
s.noun,r);return a}var di=5*6e4;async function Gs({store:t,clock:e},n,s){if(w(n,"fixes:write")==="own"&&s.some(d=>d.technicianId!==n.technicianId))
throw new h("not_allowed","A technician may send own fixes only.",{hint:"Send your own technicianId."});let o=new Map;for(let{
technicianId:d,at:a,...c}of s){let l=Date.parse(a);if(l-e.now()>di||c.latitude===0&&c.longitude===0)continue;let u={...c,
at:new Date(l).toISOString()},f=o.get(d);(!f||f.at<u.at)&&o.set(d,u)}return o.size===0?{accepted:0}:{accepted:(await t.recordPositions(
n.tenant,o)).length}}async function Ys({store:t},e){return w(e,"settings:read"),t.read(e.tenant).settings()}async function Xs({store:t},e,n,s){
w(e,"settings:write");let{result:r}=await t.write(e.tenant,j(e),async o=>{let i=await o.settings();return G(i,s),o.describe(
{type:"settings.changed"}),o.putSettings(gt(i,n))});return r}var ci=2e4,tr=366;async function er({store:t,clock:e},n,s){let r=t.read(n.tenant),o=await et(n,"snapshot:read",r),{from:i="",
to:d=""}=fn(s.from,s.to);if(Date.parse(d)-Date.parse(i)>tr*864e5)throw F("to",`A window is at most ${tr} days long.`);let a=nt(
o)?{}:Ft(n),{ownedBy:c}={ownedBy:void 0,...a},l=await r.snapshot({from:i,to:d,jobs:s.jobs,maxJobs:ci,...c===void 0?{}:{ownedBy:c}});
return{serverAt:Ht(e.now()),from:i,to:d,actor:{id:n.id,name:n.name,role:n.role,technicianId:n.technicianId,tenant:n.tenant},
capabilities:ds(n),seq:l.seq,settings:l.settings,jobs:[...l.jobs],assignments:[...l.assignments],technicians:[...l.technicians],
customers:[...l.customers],sites:[...l.sites],shifts:[...l.shifts],timeOff:[...l.timeOff],jobsTotal:l.jobsTotal,truncated:l.
truncated}}var li=5*6e4;async function nr({store:t},e,n,s,r=null){let o=w(e,"jobs:transition")==="own",{result:i}=await t.write(e.tenant,
j(e),async d=>{let a=await d.get("jobs",n),c=await d.assignmentsOfJob(n),l=o?c.filter(v=>v.technicianId===e.technicianId):
c;if(!a||o&&l.length===0)throw L("job",n);G(a,r);let u={job:a,assignments:c,part:ui(a,s,l,o)};fi(u,s);let f=gi(s,d.at),m=await sn(
d,await pi(d,u,s,f));await rt(d,c.map(v=>v.technicianId)),d.describe({type:"job.transitioned",jobId:n,technicianId:u.part?.
technicianId??(o?e.technicianId:null),...s.reason===void 0?{}:{reason:s.reason},...s.checkIn===void 0?{}:{checkIn:s.checkIn}});
let y=u.part?await d.get("assignments",u.part.id)??null:null;return{job:m,assignment:y,seq:d.changes.length>0?d.seq:d.seq-
1}});return i}function ui(t,e,n,s){if(!rr(e.to))return;if(e.assignmentId!==void 0){let i=n.find(d=>d.id===e.assignmentId);
if(!i)throw D("/assignmentId","The job has no such assignment.");return i}let r=n.filter(i=>i.status!=="completed");if(n.
length===1)return n[0];if(s&&r.length===1)return r[0];let o=t.explicitStatus!==null||e.to==="completed"&&!s;if(!(n.length===
0||o))throw D("/assignmentId",`The job has ${n.length} assignments; say which one moves.`)}function fi(t,e){let n=mi(t);
if(!n.includes(e.to)){let s=sr(t);throw new h("transition_not_allowed",`A job that is ${s} cannot become ${e.to}.`,{hint:n.
length>0?`It may become ${n.join(", ")}.`:"Assign it to a technician first.",allowed:n})}if(In.includes(e.to)&&!e.reason)
throw D("/reason",`Say why the job is ${e.to}.`)}function sr({job:t,part:e}){return t.explicitStatus??e?.status??t.status}
function mi(t){let{job:e,assignments:n}=t,s=e.explicitStatus!==null,r=n.length>0&&n.every(o=>o.status==="completed");return Mn[sr(
t)].filter(o=>o==="unscheduled"?s&&!r:o==="completed"||!rr(o)?!0:n.length>0)}async function pi(t,{job:e,assignments:n,part:s},r,o){
let{to:i,reason:d=null}=r;switch(i){case"on_hold":case"cancelled":for(let a of n)await hi(t,a);return{...e,explicitStatus:i,
statusReason:d};case"unscheduled":return mn(e);case"completed":if(n.length===0)return{...e,explicitStatus:"completed",statusReason:d,
completedAt:o};for(let a of s?[s]:n)a.status!=="completed"&&await t.put("assignments",ye(a,"completed",o));return mn(e);default:
return s&&s.status!==i&&await t.put("assignments",ye(s,i,o)),mn(e)}}async function hi(t,e){if(!ge(e.status))return;let n=e.
releasedAt===null?"scheduled":"dispatched";await t.put("assignments",ye(e,n,t.at))}function mn(t){return{...t,explicitStatus:null,
statusReason:null}}function gi({deviceAt:t},e){if(t===void 0)return e;let n=Date.parse(t);return n-Date.parse(e)>li?e:new Date(
n).toISOString()}function rr(t){return Dt.some(e=>e===t)}async function or({store:t},e,n,s){w(e,"assignments:write");let{result:r}=await t.write(e.tenant,j(e),async o=>{let{before:i,
tombstone:d}=await Se(o,n,s);return await at(o,[i.jobId]),await rt(o,[i.technicianId]),o.describe({type:"assignment.dele\
ted",jobId:i.jobId,technicianId:i.technicianId}),d});return r}var ir={noun:"assignment",actions:{read:"assignments:read"},defaultSort:"startsAt"};function yi(t){let{store:e}=t,{jobs:n,
technicians:s,customers:r,sites:o,shifts:i,timeOff:d}=V;return{listJobs:(a,c)=>dt(e.read(a.tenant),a,"jobs",n,c),getJob:(a,c)=>ct(
e.read(a.tenant),a,"jobs",n,c),createJob:(a,c)=>yt(t,a,"jobs",c),changeJob:(a,c,l,u)=>bt(t,a,"jobs",c,l,u),deleteJob:(a,c,l)=>wt(
t,a,"jobs",c,l),transitionJob:(a,c,l,u)=>nr(t,a,c,l,u),listAssignments:(a,c)=>dt(e.read(a.tenant),a,"assignments",ir,c),
getAssignment:(a,c)=>ct(e.read(a.tenant),a,"assignments",ir,c),assignJob:(a,c)=>Ps(t,a,c),moveAssignment:(a,c,l,u)=>zs(t,
a,c,l,u),unassign:(a,c,l)=>or(t,a,c,l),batchAssignments:(a,c)=>Cs(t,a,c),checkAssignment:(a,c)=>Js(t,a,c),listTechnicians:(a,c)=>dt(
e.read(a.tenant),a,"technicians",s,c),getTechnician:(a,c)=>ct(e.read(a.tenant),a,"technicians",s,c),createTechnician:(a,c)=>yt(
t,a,"technicians",c),changeTechnician:(a,c,l,u)=>bt(t,a,"technicians",c,l,u),deleteTechnician:(a,c,l)=>wt(t,a,"technicia\
ns",c,l),listCustomers:(a,c)=>dt(e.read(a.tenant),a,"customers",r,c),getCustomer:(a,c)=>ct(e.read(a.tenant),a,"customers",
r,c),createCustomer:(a,c)=>yt(t,a,"customers",c),changeCustomer:(a,c,l,u)=>bt(t,a,"customers",c,l,u),deleteCustomer:(a,c,l)=>wt(
t,a,"customers",c,l),listSites:(a,c)=>dt(e.read(a.tenant),a,"sites",o,c),getSite:(a,c)=>ct(e.read(a.tenant),a,"sites",o,
c),createSite:(a,c)=>yt(t,a,"sites",c),changeSite:(a,c,l,u)=>bt(t,a,"sites",c,l,u),deleteSite:(a,c,l)=>wt(t,a,"sites",c,
l),listShifts:(a,c)=>dt(e.read(a.tenant),a,"shifts",i,c),getShift:(a,c)=>ct(e.read(a.tenant),a,"shifts",i,c),createShift:(a,c)=>yt(
t,a,"shifts",c),changeShift:(a,c,l,u)=>bt(t,a,"shifts",c,l,u),deleteShift:(a,c,l)=>wt(t,a,"shifts",c,l),listTimeOff:(a,c)=>dt(
e.read(a.tenant),a,"timeOff",d,c),getTimeOff:(a,c)=>ct(e.read(a.tenant),a,"timeOff",d,c),createTimeOff:(a,c)=>yt(t,a,"ti\
meOff",c),changeTimeOff:(a,c,l,u)=>bt(t,a,"timeOff",c,l,u),deleteTimeOff:(a,c,l)=>wt(t,a,"timeOff",c,l),snapshot:(a,c)=>er(
t,a,c),history:(a,c)=>Fs(t,a,c),feed:a=>Zs(t,a),getSettings:a=>Ys(t,a),changeSettings:(a,c,l)=>Xs(t,a,c,l),recordFixes:(a,c)=>Gs(
t,a,c),importRecords:(a,c,l)=>Vs(t,a,c,l)}}export{yi as createServices,os as openLibsqlStore,Zr as openNativeDatabase,cs as systemActor};
