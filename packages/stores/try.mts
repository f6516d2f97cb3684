import { startStores } from './src/index.js';
import crypto from 'node:crypto';
const lapF=()=>{let t=performance.now();return (m:string)=>{const n=performance.now();console.log(m,(n-t).toFixed(1)+'ms');t=n;};};
const lap=lapF();
const s = await startStores({dataDir: '/tmp/chx/bench', say: console.log}); lap('start');
const inter=(i:number)=>({messageId:crypto.randomUUID(),type:'track',time:1.7e12+i,event:'Order Completed',userId:'u'+i,anonymousId:null,previousId:null,groupId:null,properties:{order_id:'o'+i,total:12.5,currency:'EUR',products:[{sku:'a'+i,price:12.5,quantity:1}]},context:{page:{url:'https://shop.example/p/'+i}},outbound:false}) as any;
const entry=(n:number)=>({workspaceId:'w',receivedAt:1,imported:false,interactions:Array.from({length:100},(_,i)=>inter(n*100+i))});
const entries=Array.from({length:500},(_,n)=>entry(n));
for (const conc of [1,8,32]) {
  const c=process.cpuUsage(); const t=performance.now(); let k=0;
  await Promise.all(Array.from({length:conc},async()=>{while(k<500){await s.log.append([entries[k++]!]);}}));
  const ms=performance.now()-t; const d=process.cpuUsage(c);
  console.log('append conc',conc,(500*100/ms*1000).toFixed(0)+'/s', 'requests/s',(500/ms*1000).toFixed(0),'cpu ms',(d.user+d.system)/1000, 'wall', ms.toFixed(0));
}
{ const t=performance.now(); await s.log.append(entries); console.log('append one statement 500x100', (50000/(performance.now()-t)*1000).toFixed(0)+'/s'); }
{ const t=performance.now(); let a=0,n=0; for(;;){const p=await s.log.read(a,10000); if(!p.length)break; n+=p.reduce((x,e)=>x+e.interactions.length,0); a=p.at(-1)!.id;} console.log('read',n,(n/(performance.now()-t)*1000).toFixed(0)+'/s'); }
console.log(await s.operational.query("select pg_size_pretty(pg_total_relation_size('log')) , pg_column_size(interactions), octet_length(interactions) from log limit 1"));
const rows=[] as any[];for(let i=0;i<50000;i++) rows.push({workspace_id:'w',profile_id:crypto.randomUUID(),time:1.7e12+i*1000,rank:5,message_id:'m-'+crypto.randomUUID(),event:'Order Completed',user_id:'u'+i,anonymous_id:'',properties:JSON.stringify({order_id:'o'+i,total:12.5,currency:'EUR',products:[{sku:'a'+i,price:12.5,quantity:1}]}),context:JSON.stringify({page:{url:'https://shop.example/p/'+i}}),outbound:false,imported:true,log_id:i});
for (let k=0;k<6;k++){const c=process.cpuUsage();const t=performance.now(); await s.warehouse.insert('interactions',rows,crypto.randomUUID()); const d=process.cpuUsage(c);const ms=performance.now()-t; console.log('insert 50k',ms.toFixed(0)+'ms',(50000/ms*1000).toFixed(0)+'/s','node cpu',(d.user+d.system)/1000);}
for (let k=0;k<3;k++){const c=process.cpuUsage();const t=performance.now();let n=0; for await (const p of s.warehouse.stream("select profile_id, toUnixTimestamp64Milli(time), rank, message_id, event, user_id, properties, context from interactions order by workspace_id, profile_id, time, rank, message_id")) n+=p.length; const ms=performance.now()-t;const d=process.cpuUsage(c); console.log('stream',n,(n/ms*1000).toFixed(0)+'/s','cpu',(d.user+d.system)/1000);}
console.log(await s.warehouse.query("select count() n, uniqExact(message_id) u, min(time), max(time) from interactions"));
await s.stop(); process.exit();
