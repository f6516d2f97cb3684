import { startStores } from './src/index.js';
import crypto from 'node:crypto'; import fs from 'node:fs';
const s = await startStores({dataDir: '/tmp/chx/bench', say: console.log});
const inter=(i:number)=>({messageId:crypto.randomUUID(),type:'track',time:1.7e12+i,event:'Order Completed',userId:'u'+i,anonymousId:null,previousId:null,groupId:null,properties:{order_id:'o'+i,total:12.5,currency:'EUR',products:[{sku:'a'+i,price:12.5,quantity:1}]},context:{page:{url:'https://shop.example/p/'+i}},outbound:false}) as any;
const entries=Array.from({length:500},(_,n)=>({workspaceId:'w',receivedAt:1,imported:false,interactions:Array.from({length:100},(_,i)=>inter(n*100+i))}));
const cpu=()=>{ let t=0; for (const p of fs.readdirSync('/proc')) { if(!/^\d+$/.test(p)) continue; try{ const cl=fs.readFileSync(`/proc/${p}/cmdline`,'utf8'); const st=fs.readFileSync(`/proc/${p}/stat`,'utf8'); if(!st.includes('(postgres)'))continue; const f=st.slice(st.lastIndexOf(')')+2).split(' '); t+=(+f[11]!)+(+f[12]!);}catch{} } return t*10; };
for (const mode of ['extended','external','extended','external','main','external']) {
  await s.pool.query('alter table log alter column interactions set storage '+mode); await s.pool.query('truncate log'); await s.pool.query('checkpoint');
  for (const conc of [8]) {
  const c0=cpu(); const t=performance.now(); let k=0; await Promise.all(Array.from({length:conc},async()=>{while(k<500){await s.log.append([entries[k++]!]);}})); const w=performance.now()-t;
  console.log(mode,'conc',conc,'wall',w.toFixed(0),'pg cpu',cpu()-c0, ((50000/w*1000)|0)+'/s');}
  const c0=cpu(); const t=performance.now(); await s.log.append(entries); const w=performance.now()-t;
  console.log(mode,'one','wall',w.toFixed(0),'pg cpu',cpu()-c0);
  { const c0=cpu(); const t=performance.now(); let a=0,n=0; for(;;){const p=await s.log.read(a,10000); if(!p.length)break; n+=p.reduce((x,e)=>x+e.interactions.length,0); a=p.at(-1)!.id;} console.log('read',n,(n/(performance.now()-t)*1000).toFixed(0)+'/s', 'pg cpu',cpu()-c0); }
}
await s.stop(); process.exit();
