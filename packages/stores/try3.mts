import { startStores } from './src/index.js';
import crypto from 'node:crypto';
const s = await startStores({dataDir: '/tmp/chx/bench', say: console.log});
const mk=(n:number)=>Array.from({length:n},(_,i)=>({workspace_id:'w',profile_id:crypto.randomUUID(),time:1.7e12+i*1000,rank:5,message_id:'m-'+crypto.randomUUID(),event:'Order Completed',user_id:'u'+i,anonymous_id:'',properties:JSON.stringify({order_id:'o'+i,total:12.5,currency:'EUR',products:[{sku:'a'+i,price:12.5,quantity:1}]}),context:JSON.stringify({page:{url:'https://shop.example/p/'+i}}),outbound:false,imported:true,log_id:i}));
console.log(await s.warehouse.query("select value from system.merge_tree_settings where name like '%fsync%' or name='min_bytes_for_wide_part'"));
for (const [t,set] of [['a',''],['b','fsync_after_insert=1, fsync_part_directory=1'],['c','fsync_after_insert=1, fsync_part_directory=1, min_bytes_for_wide_part=100000000, min_rows_for_wide_part=1000000'],['d','min_bytes_for_wide_part=100000000, min_rows_for_wide_part=1000000']] as const) {
  await s.warehouse.command('drop table if exists '+t);
  await s.warehouse.command(`create table ${t} as interactions engine=MergeTree order by (workspace_id, profile_id, time, rank, message_id) settings non_replicated_deduplication_window=1000 ${set?', '+set:''}`);
  for (const n of [100,5000,50000]) { const rows=mk(n); let best=1e9,tot=0; const k=8; for (let i=0;i<k;i++){const x=performance.now(); await s.warehouse.insert(t,rows,crypto.randomUUID()); const m=performance.now()-x; tot+=m; best=Math.min(best,m);} console.log(t,set,n,'best',best.toFixed(1),'avg',(tot/k).toFixed(1)); }
}
await s.stop(); process.exit();
