/*! NetSpace Explorer, live view. Contains three 0.187.0 (MIT): see LICENSES.txt. Made by build.mjs; do not edit. */
var Mg="http://www.w3.org/2000/svg";function Ju(i,e,t){return Ht(i,e),i.append(...t),i}function Ht(i,e){for(let[t,n]of Object.entries(e))n===!1||n===null?i.removeAttribute(t):i.setAttribute(t,n===!0?"":String(n))}function we(i,e={},...t){return Ju(document.createElement(i),e,t)}function qe(i,e={},...t){return Ju(document.createElementNS(Mg,i),e,t)}function _c(i){return qe("svg",{class:"nx-map-icon",viewBox:"0 0 16 16","aria-hidden":"true"},qe("path",{d:i}))}function qn(i,e,t,n){let s=we("button",{type:"button",class:"nx-map-button","aria-label":i,title:i},_c(e));return t&&s.append(we("span",{class:"nx-map-full"},t[0]),we("span",{class:"nx-map-short"},t[1])),s.addEventListener("click",n),s}var On={plus:"M8 3v10M3 8h10",minus:"M3 8h10",fit:"M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",lasso:"M8 2.2c3.4 0 6 1.8 6 4.1s-2.6 4.1-6 4.1-6-1.8-6-4.1 2.6-4.1 6-4.1zM4.3 9.6c-1.3.6-1.2 2.3.1 2.5 1.2.2 1.7-1 1-1.9M4.8 12.1c.2 1-.4 1.6-1.3 2",sheet:"M2.5 2.5h4.5v4.5h-4.5zM9 2.5h4.5v4.5h-4.5zM2.5 9h4.5v4.5h-4.5zM9 9h4.5v4.5h-4.5z",terrain:"M1.5 12.5l4-7 3 4.5 2-3 4 5.5z",probe:"M8 3.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9M8 1v4.5M8 10.5v4.5M1 8h4.5M10.5 8h4.5",search:"M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9M10.3 10.3l3.7 3.7"},Un=i=>i.toLocaleString("en");var bc=14,ro=class{element=we("div",{class:"nx-map-card","aria-hidden":"true",hidden:!0});picture=we("img",{class:"nx-map-card-picture",alt:""});name=we("div",{class:"nx-map-card-name"});lines=we("div",{class:"nx-map-card-lines"});size=[0,0];constructor(){this.element.append(this.picture,we("div",{},this.name,this.lines))}fill(e){this.name.textContent=e.name;let t=e.lines.flatMap(([n,s])=>[we("span",{class:"nx-map-faint"},n),we("span",{},s)]);this.lines.replaceChildren(...t),this.show(e.picture),this.element.hidden=!1,this.size=[this.element.offsetWidth,this.element.offsetHeight]}show(e){e?this.picture.src=e:this.picture.removeAttribute("src")}put([e,t],n,s){let[r,o]=this.size,a=e+bc+r+4<n?e+bc:Math.max(4,e-bc-r),l=Math.min(Math.max(4,t-o/2),Math.max(4,s-o-4));this.element.style.transform=`translate(${Math.round(a)}px, ${Math.round(l)}px)`}hide(){this.element.hidden=!0}};function oo(i,e){let t=Math.min(1,Math.max(0,e))*(i.length-1),n=Math.min(Math.floor(t),Math.max(i.length-2,0)),s=i[n],r=i[Math.min(n+1,i.length-1)];return[s[0]+(r[0]-s[0])*(t-n),s[1]+(r[1]-s[1])*(t-n)]}function ed(i,e,t,n,s){if(i.length<2)return 0;let r=Sg(i),o=i.length-1,a=Math.min(1,Math.max(0,t))*o,l=Math.min(Math.floor(a),o-1),c=r[l]+(r[l+1]-r[l])*(a-l),h=Qu(i,e,d=>r[d+1]>=c-s&&r[d]<=c+s),u=Qu(i,e,()=>!0);return u.distance<h.distance-n?u.t:h.t}function Qu(i,e,t){let n={t:0,distance:1/0};for(let s=0;s+1<i.length;s++){if(!t(s))continue;let[r,o]=i[s],a=i[s+1][0]-r,l=i[s+1][1]-o,c=a*a+l*l,h=c>0?Math.min(1,Math.max(0,((e[0]-r)*a+(e[1]-o)*l)/c)):0,u=Math.hypot(r+a*h-e[0],o+l*h-e[1]);u<n.distance&&(n.distance=u,n.t=(s+h)/(i.length-1))}return n}function Sg(i){let e=new Float64Array(i.length);for(let t=1;t<i.length;t++){let n=Math.hypot(i[t][0]-i[t-1][0],i[t][1]-i[t-1][1]);e[t]=e[t-1]+n}return e}function Eg(i,e,t){let n=!1;for(let s=0,r=i.length-1;s<i.length;r=s++){let[o,a]=i[s],[l,c]=i[r];a>t!=c>t&&e<(l-o)*(t-a)/(c-a)+o&&(n=!n)}return n}function wc(i,e,t,n){if(i.length<3)return[];let s=i.map(a=>a[0]),r=i.map(a=>a[1]),o=[];return e.visit(Math.min(...s),Math.min(...r),Math.max(...s),Math.max(...r),a=>{n(a)&&Eg(i,t[2*a],t[2*a+1])&&o.push(a)}),o.sort((a,l)=>a-l)}var At=i=>i.width/(2*i.half);function xt(i,[e,t]){let n=At(i);return[i.width/2+(e-i.x)*n,i.height/2-(t-i.y)*n]}function Yn(i,[e,t]){let n=At(i);return[i.x+(e-i.width/2)/n,i.y-(t-i.height/2)/n]}function td(i,e,t){let n=At(i);return{x:i.x-e/n,y:i.y+t/n,half:i.half}}function Mc(i,e,t,n){let s=Math.max(n.x1-n.x0,n.y1-n.y0,1e-9),r=Math.min(4*s,Math.max(1e-4*s,i.half/e)),[o,a]=Yn(i,t),l=r/i.half;return{x:o+(i.x-o)*l,y:a+(i.y-a)*l,half:r}}function nd(i,e,t,n){let s=Math.max(i.x1-i.x0,1e-6),r=Math.max(i.y1-i.y0,1e-6),o=l=>Math.max(l-2*n,l/2,1),a=Math.min(o(e)/s,o(t)/r);return{x:(i.x0+i.x1)/2,y:(i.y0+i.y1)/2,half:Math.max(e,1)/(2*a)}}function js(i){let e={x0:1/0,y0:1/0,x1:-1/0,y1:-1/0};for(let t=0;t+1<i.length;t+=2){let n=i[t],s=i[t+1];n<e.x0&&(e.x0=n),n>e.x1&&(e.x1=n),s<e.y0&&(e.y0=s),s>e.y1&&(e.y1=s)}return Number.isFinite(e.x0)?e:{x0:-1,y0:-1,x1:1,y1:1}}function id(i,e,t){return{x:i.x+(e.x-i.x)*t,y:i.y+(e.y-i.y)*t,half:i.half*(e.half/i.half)**t}}var Tg={hover:6.5,chosen:10,snap:14,cursor:9},Cc="M0 0C-2.5-7-12-12-12-23A12 12 0 1 1 12-23C12-12 2.500-7 0 0Z",Rc=2.6,Sc=9,Vi=11,sd="M0-9 2.6-3.1 9-2.6 4.1 1.7 5.6 8 0 4.6-5.6 8-4.1 1.7-9-2.6-2.6-3.1Z";function Zs(i,e){return i===0?"A":i===e-1?"B":String(i)}function Js(i){let e=i instanceof Element?i.closest("[data-marker]"):null,t=e?.getAttribute("data-marker");return t==="anchor"?{kind:t,index:Number(e.getAttribute("data-index"))}:t==="handle"||t==="probe"?{kind:t}:null}var ao=class{element;world=qe("g");courseHalo=qe("path",{class:"nx-map-course-halo"});courseLine=qe("path",{class:"nx-map-course"});wayHalo=qe("path",{class:"nx-map-course-halo"});wayLine=qe("path",{class:"nx-map-way"});wayStart=Ec("start",qe("circle",{r:5}));wayBest=Ec("best",qe("path",{d:sd}));walker=Ec("walker",qe("circle",{r:8}));kept=qe("g");lassoShape=qe("path",{class:"nx-map-lasso"});rings=new Map;pins=qe("g");handle;probe;places=new Map;course=null;t=null;constructor(){let e=[this.lassoShape,this.courseHalo,this.courseLine,this.wayHalo,this.wayLine];this.world.append(...e);for(let s of e)Ht(s,{"vector-effect":"non-scaling-stroke"});this.element=qe("svg",{class:"nx-map-overlay"},this.world);for(let[s,r]of Object.entries(Tg)){let o=qe("g",{class:`nx-map-ring nx-map-ring-${s}`,"aria-hidden":"true"});o.append(qe("circle",{r,class:"nx-map-halo"}),qe("circle",{r})),this.rings.set(s,o),this.element.append(o)}this.handle=Ac("handle","slider",Sc,[qe("circle",{r:Sc+1.2,class:"nx-map-halo"}),qe("circle",{r:Sc,class:"nx-map-handle"})]),Ht(this.handle,{"aria-label":"Place on the path","aria-valuemin":0,"aria-valuemax":100});let t=`M-${Vi+4} 0H-4M4 0H${Vi+4}M0-${Vi+4}V-4M0 4V${Vi+4}`;this.probe=Ac("probe","button",Vi,[qe("circle",{r:Vi,class:"nx-map-halo"}),qe("path",{d:t,class:"nx-map-halo"}),qe("circle",{r:Vi,class:"nx-map-probe"}),qe("path",{d:t,class:"nx-map-probe"})]),Ht(this.probe,{"aria-roledescription":"free handle"});let n=[this.wayStart,this.walker,this.wayBest];this.element.append(this.pins,this.handle,this.kept,...n,this.probe);for(let s of[...this.rings.values(),...n,this.handle,this.probe])s.style.display="none"}setCourse(e){this.course=e&&e.positions.length>1?e.positions:null;let t=this.course?Tc(this.course):"";Ht(this.courseHalo,{d:t}),Ht(this.courseLine,{d:t}),this.setHandle(this.t)}setHandle(e){if(this.t=e,this.put(this.handle,e!==null&&this.course?oo(this.course,e):null),e===null)return;let t=Math.round(e*100);Ht(this.handle,{"aria-valuenow":t,"aria-valuetext":`${t} %`})}setProbe(e){if(this.put(this.probe,e),e){let t=e.map(n=>n.toFixed(2)).join(", ");Ht(this.probe,{"aria-label":`Probe at ${t}. Arrow keys move it.`})}}setRun(e,t){let n=e?.positions??[],s=n.length>1?Tc(n):"";Ht(this.wayHalo,{d:s}),Ht(this.wayLine,{d:s}),this.put(this.wayStart,n[0]??null);for(let o of[this.courseLine,this.pins,this.handle])o.classList.toggle("nx-map-aside",t!==null);let r=t??(e?.state==="running"?n.length-1:null);this.put(this.walker,r===null?null:n[r]??null),this.put(this.wayBest,e?.result?n[e.result.index]??null:null)}setKept(e,t){for(let n of[...this.kept.children])this.places.delete(n);this.kept.replaceChildren(...e.map(({key:n,name:s,position:r,accuracy:o})=>{let a=o===null?"":`, ${o.toFixed(1)} %`,l=qe("path",{d:sd}),c=qe("circle",{r:14,class:"nx-map-touch"}),h=qe("circle",{r:13,class:"nx-map-focus"}),u=qe("title",{},`Kept: ${s}${a}`),d=qe("g",{class:"nx-map-marker nx-map-kept",role:"button",tabindex:0},u,c,l,h);return Ht(d,{"aria-label":`Kept: ${s}${a}`}),d.addEventListener("pointerdown",p=>p.stopPropagation()),d.addEventListener("click",()=>t(n)),d.addEventListener("keydown",p=>{p.key!=="Enter"&&p.key!==" "||(p.preventDefault(),p.stopPropagation(),t(n))}),this.put(d,r),d}))}setRing(e,t){this.put(this.rings.get(e),t)}setLasso(e,t){Ht(this.lassoShape,{d:e&&e.length>1?Tc(e)+(t?"Z":""):""})}setAnchors(e){for(;this.pins.children.length>e.length;){let t=this.pins.lastElementChild;this.places.delete(t),t.remove()}for(;this.pins.children.length<e.length;)this.pins.append(Ag(this.pins.children.length));e.forEach(({name:t,place:n},s)=>{let r=this.pins.children[s],o=Zs(s,e.length);r.querySelector("text").textContent=o,Ht(r,{"aria-label":`${o}, ${t}. Arrow keys move it to another network.`}),this.put(r,n)})}moveAnchor(e,t){let n=this.pins.children[e];n&&this.put(n,t)}focusProbe(){this.probe.focus({preventScroll:!0})}render(e,t){let n=At(e),[s,r]=xt(e,[0,0]);Ht(this.world,{transform:`matrix(${n} 0 0 ${-n} ${s} ${r})`});for(let[o,a]of this.places){let[l,c]=xt(e,a);Ht(o,{transform:`translate(${l.toFixed(2)} ${c.toFixed(2)}) scale(${t})`})}}put(e,t){e.style.display=t?"":"none",t?this.places.set(e,t):this.places.delete(e)}};function Ac(i,e,t,n,s=0){let r=qe("circle",{r:t+5,cy:s,class:"nx-map-touch"}),o=qe("circle",{r:t+4,cy:s,class:"nx-map-focus"});return qe("g",{class:"nx-map-marker","data-marker":i,role:e,tabindex:0},r,...n,o)}function Ec(i,e){return qe("g",{class:`nx-map-spot nx-map-spot-${i}`,"aria-hidden":"true"},e)}function Ag(i){let e=qe("text",{y:-22.5,class:"nx-map-letter"}),t=qe("circle",{r:Rc,class:"nx-map-pin-tip"}),n=Ac("anchor","button",12,[qe("path",{d:Cc,class:"nx-map-pin"}),t,e],-23);return Ht(n,{"data-index":i}),n}function Tc(i){return`M${i.map(([e,t])=>`${e.toFixed(5)} ${t.toFixed(5)}`).join("L")}`}var yn=i=>"codes"in i;function Gi(i,e,t){return i.labels[0]?.name===e?t:`${e}:${t}`}function rd(i,e){let t=new Set;for(let n of i.labels)if(yn(n))for(let s of n.categories)t.add(Gi(i,n.name,s));return[...new Set(e)].filter(n=>t.has(n))}function od(i,e){let t=new Uint8Array(i.count).fill(1),n=new Set(e);if(n.size===0)return t;for(let s of i.labels){if(!yn(s))continue;let r=s.categories.map(o=>n.has(Gi(i,s.name,o)));if(r.some(Boolean))for(let o=0;o<i.count;o++)r[s.codes[o]]&&(t[o]=0)}return t}function ad(i,e,t,n){let s=n.map(o=>Gi(i,t,o));return s.every(o=>e.includes(o))?e.filter(o=>!s.includes(o)):[...new Set([...e,...s])]}function ld(i,e,t,n){let s=i.labels.find(h=>h.name===t);if(!s||!yn(s))return[...e];let r=s.categories.map(h=>Gi(i,t,h)),o=new Set(n.map(h=>Gi(i,t,h))),a=r.filter(h=>!o.has(h)),l=e.filter(h=>!r.includes(h));return a.every(h=>e.includes(h))&&![...o].some(h=>e.includes(h))?l:[...l,...a]}function cd(i,e){let t=e.toLowerCase().split(/[\s,;]+/).filter(Boolean);if(t.length===0)return null;let n=[];for(;t.length>0;){let[r,o]=Cg(i,t)??[Pg(i,t[0]),1];n.push(r),t.splice(0,o)}let s=new Uint8Array(i.count);for(let r=0;r<i.count;r++)n.every(o=>o(r))&&(s[r]=1);return s}function Cg(i,e){for(let t of i.labels)for(let n of new Set([t.title.toLowerCase(),t.name.toLowerCase(),t.name.replace(/_/g," ")])){let s=n.split(" ");if(!s.every((a,l)=>e[l]===a))continue;let r=e.slice(s.length);if(!yn(t)||r.length===0){if(r.length===0)return[()=>!0,s.length];continue}let o=Rg(t,r);if(o)return[o[0],s.length+o[1]]}return null}function Rg(i,e){for(let t=Math.min(e.length,4);t>0;t--){let n=e.slice(0,t).join(" "),s=hd(i,n);if(s.size>0)return[r=>s.has(i.codes[r]),t]}return null}function hd(i,e){let t=i.categories.map(s=>s.toLowerCase()),n=t.indexOf(e);return n>=0?new Set([n]):new Set(t.flatMap((s,r)=>s.startsWith(e)||s.replace(/-/g," ").startsWith(e)?[r]:[]))}function Pg(i,e){let t=/^#?(\d+)$/.exec(e)?.[1];if(t!==void 0)return r=>r===Number(t);let s=i.labels.filter(yn).map(r=>({codes:r.codes,wanted:Lg(r,e)})).filter(r=>r.wanted.size>0);return r=>s.some(o=>o.wanted.has(o.codes[r]))||i.names[r].toLowerCase().split(/\s+/).some(o=>o.startsWith(e))}function Lg(i,e){let t=hd(i,e);return t.size>0?t:new Set(i.categories.flatMap((n,s)=>n.toLowerCase().split(/[\s-]+/).some(r=>r.startsWith(e))?[s]:[]))}function ud(i,e,t){let n=i.length;for(let s=1;s<=n;s++){let r=((t??-1)+s+n)%n;if(i[r]&&e[r])return r}return null}var Pc=12,Ig=22,Dg=24,Ng=28,Fg=100,Lc=10,lo=40,Og=3,co=class{constructor(e,t,n,s,r,o,a){this.model=e;this.scene=t;this.events=n;this.card=s;this.thumbnails=r;this.selectionChanged=o;this.say=a}model;scene;events;card;thumbnails;selectionChanged;say;journey={chosen:null,anchors:[],course:null,t:null,free:null};cursor=null;lassoOn=!1;lassoShape=null;hovered=null;snapped=null;showJourney(){let{journey:e,model:t,scene:n}=this,{overlay:s}=n;s.setCourse(e.course),s.setHandle(e.course?e.t:null),s.setProbe(e.free),s.setRing("chosen",t.has(e.chosen)?t.place(e.chosen):null);let r=e.anchors.filter(o=>t.has(o));s.setAnchors(r.map(o=>({name:t.name(o),place:t.place(o)}))),n.request()}lassoing(){return this.lassoOn}empty(e,t){return this.at(e,t,Pc)===null}hover(e,t){!this.lassoOn&&!this.scene.compact&&this.point(this.at(e,t,Pc))}leave(){this.point(null)}tap(e,t,n){let s=this.at(e,t,n.pointerType==="mouse"?Pc:Ig);if(s===null)return this.point(null);this.cursor=s,this.scene.overlay.setRing("cursor",null),this.events.pick(s,n.shiftKey),n.pointerType!=="mouse"&&this.point(s)}point(e){if(e===this.hovered)return;this.hovered=e;let{card:t,scene:n,model:s}=this;n.overlay.setRing("hover",e===null?null:s.place(e)),n.stage.classList.toggle("nx-map-on-point",e!==null),e===null||n.compact?t.hide():t.fill({name:s.name(e),lines:s.facts(e),picture:this.thumbnails.of(e)}),this.placeCard(),n.request()}placeCard(){if(this.hovered===null)return;let{view:e}=this.scene;this.card.put(xt(e,this.model.place(this.hovered)),e.width,e.height)}thumbnailCame(e,t){e===this.hovered&&this.card.show(t)}pan(e,t){this.scene.setWindow(td(this.scene.view,e,t))}zoom(e,t,n){this.scene.setWindow(Mc(this.scene.view,e,[t,n],this.scene.box))}rest(){let{x:e,y:t,half:n}=this.scene.view;this.events.windowChanged({x:e,y:t,half:n})}step(e){let{view:t,box:n}=this.scene;this.fly(Mc(t,e,[t.width/2,t.height/2],n))}fit(){this.events.windowChanged(this.scene.fit())}fly(e){this.scene.fly(e),this.events.windowChanged(e)}goTo(e){let{scene:t,model:n}=this;this.cursor=e,document.activeElement===t.stage&&t.overlay.setRing("cursor",n.place(e)),this.point(e),this.say([n.name(e),...n.facts(e).map(([h,u])=>`${h} ${u}`)].join(", "));let{view:s}=t,[r,o]=xt(s,n.place(e)),a=r<lo||o<lo||r>s.width-lo||o>s.height-lo,[l,c]=n.place(e);a&&this.fly({x:l,y:c,half:s.half}),t.request()}nextMatch(){let{sought:e,visible:t}=this.model,n=e&&ud(e,t,this.cursor);n!==null&&(this.goTo(n),this.events.pick(n,!1))}setLasso(e){this.lassoOn=e,this.scene.stage.classList.toggle("nx-map-lassoing",e),this.point(null)}lasso(e,t,n){let{scene:s}=this,r=Yn(s.view,[e,t]);if(n==="start")this.lassoShape=[r];else if(n==="move"&&this.lassoShape){let o=xt(s.view,this.lassoShape.at(-1));Math.hypot(o[0]-e,o[1]-t)>Og&&this.lassoShape.push(r)}else n==="cancel"&&(this.lassoShape=null);s.overlay.setLasso(this.lassoShape,!1),n==="end"&&this.endLasso(),s.request()}endLasso(){let{model:e}=this,t=wc(this.lassoShape??[],e.grid,e.data.positions,e.accept);t.length===0&&(this.lassoShape=null),this.select(t),this.say(t.length===0?"Nothing selected":`${t.length} networks selected`)}select(e){this.showSelection(e),this.selectionChanged(),this.events.selected(e)}showSelection(e){let{model:t}=this,n=e.filter(o=>t.has(o)),s=this.lassoShape;((s?wc(s,t.grid,t.data.positions,t.accept):[]).length!==n.length||n.length===0)&&(this.lassoShape=null),this.scene.overlay.setLasso(this.lassoShape,!0),t.selection=n}drag(e,t,n,s){this.scene.stage.classList.toggle("nx-map-dragging",s==="start"||s==="move"),s==="start"&&this.point(null),e.kind==="anchor"?this.dragAnchor(e.index,t,n,s):e.kind==="handle"?this.dragHandle(t,n,s):this.dragFree(t,n,s)}dockTap(){let{view:e}=this.scene,t=this.journey.free??(this.model.has(this.journey.chosen)?this.model.place(this.journey.chosen):null),n=t?xt(e,t):[e.width/2,e.height/2];this.dragFree(n[0],n[1],"end"),this.scene.overlay.focusProbe()}moveHandle(e,t){let{journey:n,scene:s}=this;n.t=Math.min(1,Math.max(0,e)),s.overlay.setHandle(n.t),s.request(),this.events.handleMoved(n.t,t)}nudgeFree(e,t){if(!this.journey.free)return;let[n,s]=xt(this.scene.view,this.journey.free);this.dragFree(n+e,s+t,"move")}release(e){let{t,free:n}=this.journey;e==="handle"&&t!==null&&this.events.handleMoved(t,!1),e==="probe"&&n&&this.events.freeMoved(n[0],n[1],!1)}dragHandle(e,t,n){let{course:s,t:r}=this.journey;if(!s||r===null)return;if(n==="cancel")return this.release("handle");let{view:o}=this.scene,a=At(o);this.moveHandle(ed(s.positions,Yn(o,[e,t]),r,Ng/a,Fg/a),n!=="end")}dragFree(e,t,n){if(n==="cancel")return this.release("probe");let{view:s}=this.scene,r=(a,l)=>Math.min(Math.max(a,Lc),Math.max(l-Lc,Lc)),o=Yn(s,[r(e,s.width),r(t,s.height)]);this.journey.free=o,this.scene.overlay.setProbe(o),this.scene.request(),this.events.freeMoved(o[0],o[1],n!=="end")}dragAnchor(e,t,n,s){let{scene:r,model:o,journey:a}=this;if(s==="start"||s==="move"){this.snapped=this.at(t,n,Dg),r.overlay.moveAnchor(e,this.snapped===null?Yn(r.view,[t,n]):o.place(this.snapped)),r.overlay.setRing("snap",this.snapped===null?null:o.place(this.snapped)),this.point(this.snapped),r.request();return}let l=s==="end"?this.snapped:null;this.snapped=null,this.point(null),r.overlay.setRing("snap",null),l!==null&&l!==a.anchors[e]?this.moveAnchor(e,l):this.showJourney()}moveAnchor(e,t){let{journey:n,model:s}=this;n.anchors=n.anchors.map((r,o)=>o===e?t:r),this.showJourney(),this.say(`${Zs(e,n.anchors.length)} is now ${s.name(t)}`),this.events.anchorMoved(e,t)}at(e,t,n){let{view:s}=this.scene,[r,o]=Yn(s,[e,t]);return this.model.grid.nearest(r,o,Math.max(n,this.scene.radius)/At(s),this.model.accept)}};function ho(i,e,t){if("values"in i)return{kind:"number",...kg(i.values)};let n=i.categories.map(()=>0);for(let a of i.codes)a<n.length&&n[a]++;let s=n.map((a,l)=>l).filter(a=>n[a]>0);s.sort((a,l)=>n[l]-n[a]||Ug(i.categories[a],i.categories[l]));let r=[],o=new Uint16Array(n.length);return s.forEach((a,l)=>{let c=i.categories[a];if(l<e.length)r.push({title:c,categories:[c],count:n[a],colour:e[l]});else{let h=r[e.length]??={title:"",categories:[],count:0,colour:t};h.categories.push(c),h.count+=n[a],h.title=`other (${h.categories.length})`}o[a]=Math.min(l,e.length)}),{kind:"category",groups:r,groupOf:o}}var Ug=(i,e)=>i<e?-1:i>e?1:0;function kg(i){let e=1/0,t=-1/0;for(let n of i)Number.isFinite(n)&&(n<e&&(e=n),n>t&&(t=n));return Number.isFinite(e)?{low:e,high:t}:{low:0,high:0}}var Ic=[[.2777273272,.1050930431,-.3308618287,-4.6342304989,6.2282699363,4.7763849977,-5.4354558559],[.0054073445,1.4046135298,.2148475595,-5.7991009734,14.1799333669,-13.7451453777,4.6458526122],[.3340998053,1.3845901625,.095095163,-19.3324409563,56.6905526007,-65.3530326334,26.3124352496]];function dd(i){let e=Math.min(1,Math.max(0,i)),t=n=>Math.round(255*Math.min(1,Math.max(0,n.reduceRight((s,r)=>s*e+r,0))));return[t(Ic[0]),t(Ic[1]),t(Ic[2])]}function ds(i,e){return dd(e?.14+.86*i:.92*i)}function pd(i,e,t){return t>e?(i-e)/(t-e):.5}function di(i){let e=i.trim(),t=/^#([0-9a-f]{6}|[0-9a-f]{3})/i.exec(e)?.[1];if(t){let a=t.length===3?[...t].map(c=>c+c).join(""):t,l=c=>Number.parseInt(a.slice(2*c,2*c+2),16);return[l(0),l(1),l(2)]}let n=/^rgba?\(([^)]*)\)/i.exec(e)?.[1]?.split(/[\s,/]+/).filter(Boolean).map(Number),[s,r,o]=n??[];return s!==void 0&&r!==void 0&&o!==void 0&&[s,r,o].every(Number.isFinite)?[s,r,o]:[128,128,128]}var uo=i=>`#${i.map(e=>e.toString(16).padStart(2,"0")).join("")}`;function pi(i){return Number.isFinite(i)?Math.abs(i)>=1e3?Math.round(i).toLocaleString("en"):String(Number(i.toPrecision(3))):"none"}var po=class{constructor(e){this.changed=e}changed;element=we("div",{class:"nx-map-legend",role:"group","aria-label":"Legend and filter"});render(e){let t=this.element.contains(document.activeElement)?document.activeElement?.getAttribute("data-entry"):null,{colouring:n,data:s}=e,r=n.kind==="number"?[zg(e)]:Bg(e).map(l=>this.entry(e,l)),o=e.colour==="split"?[]:Dc(s).map(l=>this.entry(e,l)),a=[we("div",{class:"nx-map-legend-part"},...r)];if(o.length>0&&a.push(we("div",{class:"nx-map-legend-part"},...o)),e.hidden.length>0){let l=we("button",{type:"button",class:"nx-map-all","data-entry":"all"},"Show all");l.addEventListener("click",()=>this.changed([]));let c=`${Un(s.count-e.shown)} hidden`;a.push(we("div",{class:"nx-map-legend-part"},we("span",{class:"nx-map-faint"},c),l))}this.element.replaceChildren(...a),t&&this.element.querySelector(`[data-entry="${CSS.escape(t)}"]`)?.focus()}entry(e,t){let n=t.categories.every(o=>e.hidden.includes(Gi(e.data,t.label,o))),s=we("span",{class:t.ring?"nx-map-swatch nx-map-swatch-ring":"nx-map-swatch"});t.colour&&(s.style.color=t.colour);let r=we("button",{type:"button",class:"nx-map-entry","aria-pressed":String(!n),"data-entry":`${t.label}:${t.title}`,title:`${n?"Show":"Hide"} ${t.title}; with shift: only ${t.title}`},s,we("span",{},t.title),we("span",{class:"nx-map-count"},Un(t.count)));return r.addEventListener("click",o=>{let a=o.shiftKey||o.altKey?ld:ad;this.changed(a(e.data,e.hidden,t.label,t.categories))}),r}};function Bg({colour:i,colouring:e}){return e.kind==="number"?[]:e.groups.map(t=>({label:i,ring:i==="split"&&/held/i.test(t.title),...t}))}function Dc(i){let e=i.labels.find(r=>r.name==="split");if(!e||!yn(e))return[];let t=e.categories.map(()=>0);for(let r of e.codes)t[r]++;let s=e.categories.map((r,o)=>({label:"split",title:r,categories:[r],count:t[o],colour:null,ring:/held/i.test(r)})).filter(r=>r.count>0).sort((r,o)=>Number(r.ring)-Number(o.ring));return s.length>1?s:[]}function zg({data:i,colour:e,colouring:t,theme:n}){if(t.kind!=="number")return we("div");let s=i.labels.find(l=>l.name===e)?.title??e,r=we("span",{class:"nx-map-bar"});r.style.background=`linear-gradient(90deg, ${Qs(n.dark).join(", ")})`;let[o,a]=[pi(t.low),pi(t.high)];return we("div",{class:"nx-map-scale",role:"img","aria-label":`${s}: from ${o} (dark) to ${a} (light)`},we("span",{class:"nx-map-scale-title"},s),we("span",{},o),r,we("span",{},a))}var Qs=i=>Array.from({length:9},(e,t)=>uo(ds(t/8,i)));var Hg=`#version 300 es
in vec2 place;
in vec4 colour;
in float mark;
uniform vec4 view; // centre, map to clip space
uniform float radius; // device px
uniform float stroke; // device px per CSS px
uniform float faintness;
uniform vec3 paper;
uniform vec3 ink;
flat out vec4 fill;
flat out vec4 rim; // colour and weight of the line around it
flat out vec4 edges; // the point's size; its radius; the hole's; the line's; each half a pixel softer
void main() {
  int bits = int(mark + 0.5);
  bool ring = (bits & 1) != 0;
  bool selected = (bits & 2) != 0;
  float r = radius * (ring ? 1.2 : 1.0);
  float line = r + (selected ? 0.9 : 0.6) * stroke;
  float size = 2.0 * (line + 0.5);
  gl_Position = vec4((place - view.xy) * view.zw, 0.0, 1.0);
  gl_PointSize = size;
  fill = vec4(colour.rgb, colour.a * faintness);
  // around every mark a thin line of the paper's colour, so that neighbours stay apart; around a selected one, ink
  rim = selected ? vec4(ink, 0.8) : vec4(paper, 0.55);
  edges = vec4(size, r + 0.5, ring ? r - 1.75 * stroke - 0.5 : -1.0e3, line + 0.5);
}`,Vg=`#version 300 es
precision highp float;
flat in vec4 fill;
flat in vec4 rim;
flat in vec4 edges;
uniform vec3 paper;
out vec4 result;
void main() {
  float d = length(gl_PointCoord - 0.5) * edges.x;
  vec3 k = clamp(vec3(edges.y - d, d - edges.z, edges.w - d), 0.0, 1.0); // in the disc, outside the hole, in the line
  float a = max(k.x, k.z * rim.a) * fill.a;
  result = vec4(mix(rim.rgb, mix(paper, fill.rgb, k.y), k.x) * a, a);
}`,er=class{constructor(e,t,n){this.canvas=e;this.gl=t;e.addEventListener("webglcontextlost",s=>{s.preventDefault(),this.drawing=null}),e.addEventListener("webglcontextrestored",()=>{this.build(),n()}),this.build()}canvas;gl;drawing=null;positions=new Float32Array;colours=new Uint8Array;marks=new Uint8Array;order=new Uint32Array;static contextOf(e){return e.getContext("webgl2",{antialias:!1,depth:!1,premultipliedAlpha:!0})}setPositions(e){this.positions=e,this.setLook(new Uint8Array,new Uint8Array,new Uint32Array)}setLook(e,t,n){this.colours=e,this.marks=t,this.order=n,this.fill()}draw(e,t,n){let{gl:s,drawing:r}=this;if(!r||(s.viewport(0,0,this.canvas.width,this.canvas.height),s.clearColor(0,0,0,0),s.clear(s.COLOR_BUFFER_BIT),this.order.length===0))return;let o=r.uniforms;s.uniform4f(o.view,e.x,e.y,1/e.half,e.width/(e.half*e.height)),s.uniform1f(o.radius,t.radius*n),s.uniform1f(o.stroke,n),s.uniform1f(o.faintness,t.faintness),s.uniform3f(o.paper,t.paper[0]/255,t.paper[1]/255,t.paper[2]/255),s.uniform3f(o.ink,t.ink[0]/255,t.ink[1]/255,t.ink[2]/255),s.drawElements(s.POINTS,this.order.length,s.UNSIGNED_INT,0)}dispose(){this.drawing=null,this.gl.getExtension("WEBGL_lose_context")?.loseContext()}build(){let{gl:e}=this;if(e.isContextLost())return;let t=e.createProgram();for(let[r,o]of[[e.VERTEX_SHADER,Hg],[e.FRAGMENT_SHADER,Vg]]){let a=e.createShader(r);e.shaderSource(a,o),e.compileShader(a),e.attachShader(t,a)}if(e.linkProgram(t),!e.getProgramParameter(t,e.LINK_STATUS)&&!e.isContextLost())throw new Error(`The map's points cannot be drawn: ${e.getProgramInfoLog(t)??""}`);e.useProgram(t),e.enable(e.BLEND),e.blendFunc(e.ONE,e.ONE_MINUS_SRC_ALPHA);let n=(r,o,a,l)=>{let c=e.createBuffer(),h=e.getAttribLocation(t,r);return e.bindBuffer(e.ARRAY_BUFFER,c),e.enableVertexAttribArray(h),e.vertexAttribPointer(h,o,a,l,0,0),c},s=r=>e.getUniformLocation(t,r);this.drawing={places:n("place",2,e.FLOAT,!1),colours:n("colour",4,e.UNSIGNED_BYTE,!0),marks:n("mark",1,e.UNSIGNED_BYTE,!1),order:e.createBuffer(),uniforms:{view:s("view"),radius:s("radius"),paper:s("paper"),ink:s("ink"),stroke:s("stroke"),faintness:s("faintness")}},this.fill()}fill(){let{gl:e,drawing:t}=this;t&&(e.bindBuffer(e.ARRAY_BUFFER,t.places),e.bufferData(e.ARRAY_BUFFER,this.positions,e.STATIC_DRAW),e.bindBuffer(e.ARRAY_BUFFER,t.colours),e.bufferData(e.ARRAY_BUFFER,this.colours,e.DYNAMIC_DRAW),e.bindBuffer(e.ARRAY_BUFFER,t.marks),e.bufferData(e.ARRAY_BUFFER,this.marks,e.DYNAMIC_DRAW),e.bindBuffer(e.ELEMENT_ARRAY_BUFFER,t.order),e.bufferData(e.ELEMENT_ARRAY_BUFFER,this.order,e.DYNAMIC_DRAW))}};var fo=255,fd=.62,Gg=[2,4,8],Kn=6;function mo({accuracy:i}){let[e,t]=[fo,-1];for(let n of i)n!==fo&&(n<e&&(e=n),n>t&&(t=n));return t<0?null:{low:e/2,high:t/2}}function md({columns:i,rows:e,accuracy:t}){return Int32Array.from({length:i*e},(n,s)=>{let[r,o]=[s%i,Math.floor(s/i)];for(let a of[1,...Gg]){let l=(o-o%a)*i+r-r%a;if(t[l]!==fo)return l}return-1})}function Nc(i){let{accuracy:e,archs:t}=i;return[...new Set(t.filter((n,s)=>e[s]!==fo))].sort((n,s)=>n-s)}function gd(i,e){let{columns:t,rows:n,accuracy:s,near:r}=i,{low:o,high:a}=mo(i)??{low:0,high:100},l=Math.max(a-o,1),c=yd(t,n);for(let[h,u]of md(i).entries()){if(u<0)continue;let[d,p,g]=ds((s[u]/2-o)/l,e);c.data.set([d,p,g,fd*r[h]],4*_d(h,t,n))}return c}function xd(i,e){let{columns:t,rows:n,archs:s,near:r}=i,o=md(i),a=yd(t*Kn,n*Kn),l=new Float64Array(Math.max(e.length,...Nc(i).map(c=>c+1),1));for(let c=0;c<n*Kn;c+=1)for(let h=0;h<t*Kn;h+=1){l.fill(0);let u=0;for(let[m,f]of Wg((h+.5)/Kn-.5,(c+.5)/Kn-.5,t,n)){let b=o[m];b<0||(l[s[b]]+=f,u+=f*r[m])}let d=l.indexOf(Math.max(...l));if(u===0)continue;let[p,g,_]=e[d]??[128,128,128];a.data.set([p,g,_,fd*u],4*_d(c*t*Kn+h,t*Kn,n*Kn))}return a}function vd(i,e,t,n,s){let r=i.getContext("2d");r.setTransform(s,0,0,s,0,0),r.clearRect(0,0,n.width,n.height),r.imageSmoothingEnabled=!0,r.imageSmoothingQuality="high";let{left:o,top:a,width:l,height:c}=Fc(t,n);r.drawImage(e,o,a,l,c)}function Fc([i,e,t,n],s){let[r,o]=xt(s,[i,n]),a=At(s);return{left:r,top:o,width:(t-i)*a,height:(n-e)*a}}function yd(i,e){return{width:i,height:e,data:new Uint8ClampedArray(4*i*e)}}function _d(i,e,t){return(t-1-Math.floor(i/e))*e+i%e}function Wg(i,e,t,n){let[s,r]=[Math.floor(i),Math.floor(e)],[o,a]=[i-s,e-r],l=(c,h)=>Math.min(Math.max(h,0),n-1)*t+Math.min(Math.max(c,0),t-1);return[[l(s,r),(1-o)*(1-a)],[l(s+1,r),o*(1-a)],[l(s,r+1),(1-o)*a],[l(s+1,r+1),o*a]]}var Xg=4,bd=40;function wd(i,e){let t=Math.max(e/At(i),2*i.half/(bd-2)),n=2**(Math.round(2*Math.log2(t))/2);for(;2*i.half/n>bd-2;)n*=Math.SQRT2;let s=i.height/At(i)/2,r=Math.floor((i.x-i.half)/n),o=Math.max(Math.ceil((i.x+i.half)/n),r+Xg),a=Math.floor((i.y-s)/n),l=Math.ceil((i.y+s)/n);return{columns:o-r,box:[r*n,a*n,o*n,l*n]}}function Md(i){let[e,t,n,s]=i.box,r=(n-e)/i.columns,o=(s-t)/i.rows;return{x:e+(i.column+.5)*r,y:t+(i.row+.5)*o,half:Math.min(r,o)/2}}var $g=600,Oc=.8,go=class{constructor(e,t){this.canvas=e;this.changed=t}canvas;changed;pictures=new Map;edge=0;get count(){return this.pictures.size}add(e){let{x:t,y:n,half:s}=Md(e),r=`${t.toFixed(5)} ${n.toFixed(5)} ${s.toFixed(6)}`;if(Math.abs(s-this.edge/2)>1e-6*s&&(this.edge=2*s),this.pictures.get(r)?.image.src===e.url)return;let a={x:t,y:n,half:s,image:new Image,ready:!1};a.image.onload=()=>{a.ready=!0,this.changed()},a.image.src=e.url,this.pictures.delete(r),this.pictures.set(r,a),this.pictures.size>$g&&this.pictures.delete(this.pictures.keys().next().value)}dropOthers(){for(let[e,t]of this.pictures)this.isNew(t)||this.pictures.delete(e);this.changed()}clear(){this.pictures.clear(),this.changed()}shown(){let e=[...this.pictures.values()].filter(o=>o.ready),t=e.filter(o=>this.isNew(o));if(t.length===e.length)return t;let n=new Set(t.map(o=>this.cell(o.x,o.y))),s=[-.98,0,.98],r=o=>s.some(a=>s.some(l=>n.has(this.cell(o.x+a*o.half,o.y+l*o.half))));return[...e.filter(o=>!this.isNew(o)&&!r(o)),...t]}draw(e,t,n){let s=this.canvas.getContext("2d");s.setTransform(t,0,0,t,0,0),s.clearRect(0,0,e.width,e.height);let r=At(e);for(let{x:o,y:a,half:l,image:c}of this.shown()){let[h,u]=xt(e,[o,a]),d=l*r;h+d<0||u+d<0||h-d>e.width||u-d>e.height||(s.globalAlpha=Oc,s.fillStyle=n,s.fillRect(h-d,u-d,2*d,2*d),s.globalAlpha=1,s.drawImage(c,h-d,u-d,2*d,2*d))}}isNew(e){return Math.abs(2*e.half-this.edge)<1e-6*this.edge}cell(e,t){return`${Math.floor(e/this.edge)} ${Math.floor(t/this.edge)}`}};var Sd=26,Td=14;function Ad(i,e,t,n){let{view:s}=e,r=Qg(Jg(i,n),s.width),o=s.height+r.height,a=[`<rect width="${s.width}" height="${o}" fill="${n.paper}"/>`,`<svg width="${s.width}" height="${s.height}">`,qg(e),Yg(i,e,n),Kg(e,n),Zg(i,s,t,n),"</svg>",`<g transform="translate(0 ${s.height})">${r.svg}</g>`],l=`width="${s.width}" height="${o}" viewBox="0 0 ${s.width} ${o}"`,c=`font-family="${kc(n.font)}" font-size="${Td}" fill="${n.ink}"`;return`<svg xmlns="http://www.w3.org/2000/svg" ${l} ${c}>
${a.filter(Boolean).join(`
`)}
</svg>
`}function qg({ground:i,view:e}){if(!i)return"";let{left:t,top:n,width:s,height:r}=Fc(i.box,e);return`<image ${`x="${t.toFixed(1)}" y="${n.toFixed(1)}" width="${s.toFixed(1)}" height="${r.toFixed(1)}"`} preserveAspectRatio="none" href="${i.canvas.toDataURL("image/png")}"/>`}function Yg(i,e,t){let{view:n,radius:s}=e,r=i.look(),o=new Map;for(let l of r.order){let[c,h]=xt(n,i.place(l));if(c<-s||h<-s||c>n.width+s||h>n.height+s)continue;let[u,d,p,g]=r.colours.subarray(4*l,4*l+4),_=r.marks[l],m=(_&1)!==0,f=uo([u,d,p]),b=(_&2)!==0?t.ink:m?f:t.paper,S=`${m?`fill="${t.paper}" stroke="${f}" stroke-width="1.75"`:`fill="${f}" stroke="${b}" stroke-width="0.6"`} opacity="${(g/255).toFixed(2)}"`,C=(m?s*1.2-.9:s).toFixed(2),E=`<circle cx="${c.toFixed(1)}" cy="${h.toFixed(1)}" r="${C}"/>`,x=o.get(S);x?x.push(E):o.set(S,[E])}return`<g${e.faintness<1?` opacity="${e.faintness}"`:""}>${[...o].map(([l,c])=>`<g ${l}>${c.join("")}</g>`).join(`
`)}</g>`}function Kg(i,e){if(!i.sheet)return"";let{view:t}=i,n=At(t);return i.tiles.shown().map(({x:s,y:r,half:o,image:a})=>{let[l,c]=xt(t,[s,r]),h=o*n;if(l+h<0||c+h<0||l-h>t.width||c-h>t.height)return"";let[u,d,p]=[l-h,c-h,2*h].map(_=>_.toFixed(1)),g=`x="${u}" y="${d}" width="${p}" height="${p}"`;return`<rect ${g} fill="${e.paper}" opacity="${Oc}"/><image ${g} href="${jg(a)}"/>`}).join("")}function jg(i){let e=document.createElement("canvas");return e.width=i.naturalWidth,e.height=i.naturalHeight,e.getContext("2d").drawImage(i,0,0),e.toDataURL("image/png")}function Zg(i,e,t,n){let s=u=>xt(e,u).map(d=>d.toFixed(1)),r=(u,d)=>`<g transform="translate(${s(u).join(" ")})">${d}</g>`,o=[],{course:a,t:l,chosen:c,free:h}=t;if(a&&a.positions.length>1){let u='stroke-linejoin="round" stroke-linecap="round"',d=`M${a.positions.map(p=>s(p).join(" ")).join("L")}`;for(let[p,g]of[[n.paper,6.5],[n.ink,2.75]])o.push(`<path d="${d}" fill="none" stroke="${p}" stroke-width="${g}" ${u}/>`)}return i.has(c)&&o.push(r(i.place(c),Uc('<circle r="10" fill="none"',n.ink,2.5,n.paper))),t.anchors.forEach((u,d)=>{if(!i.has(u))return;let p=`<path d="${Cc}" stroke="${n.paper}" stroke-width="2"/><circle r="${Rc}"/>`,g=`<g fill="${n.ink}">${p}</g>`,_=Zs(d,t.anchors.length),m=`<text y="-18" text-anchor="middle" font-weight="700" fill="${n.paper}">${_}</text>`;o.push(r(i.place(u),g+m))}),a&&l!==null&&a.positions.length>1&&o.push(r(oo(a.positions,l),Uc(`<circle r="9" fill="${n.material}"`,n.ink,2.5,n.paper))),h&&o.push(r(h,Uc('<path d="M-11 0a11 11 0 1 0 22 0a11 11 0 1 0-22 0M-15 0H-4M4 0H15M0-15V-4M0 4V15" fill="none"',n.primary,2.5,n.paper))),o.join(`
`)}var Uc=(i,e,t,n)=>`${i} stroke="${n}" stroke-width="${t+3.5}"/>${i} stroke="${e}" stroke-width="${t}"/>`;function Jg(i,e){let{colouring:t}=i,n=[];if(t.kind==="number"){let s=i.data.labels.find(h=>h.name===i.colour)?.title??i.colour,r=Qs(e.dark).map((h,u)=>`<stop offset="${u/8}" stop-color="${h}"/>`),[o,a]=[pi(t.low),pi(t.high)],l=xo(s,e,600)+8,c=l+xo(o,e)+10;n.push({width:c+170+xo(a,e),svg:[`<defs><linearGradient id="nx-map-scale">${r.join("")}</linearGradient></defs>`,`<text font-weight="600">${kc(s)}</text><text x="${l}">${o}</text>`,`<rect x="${c}" y="-9" width="140" height="8" rx="4" fill="url(#nx-map-scale)"/>`,`<text x="${c+150}">${a}</text>`].join("")})}else for(let s of t.groups)n.push(Ed(s.title,s.count,s.colour,i.colour==="split"&&/held/i.test(s.title),e));if(i.colour!=="split")for(let s of Dc(i.data))n.push(Ed(s.title,s.count,e.faint,s.ring,e));return n}function Ed(i,e,t,n,s){let r=n?`<circle cx="6" cy="-5" r="4" fill="none" stroke="${t}" stroke-width="2"/>`:`<circle cx="6" cy="-5" r="5" fill="${t}"/>`,o=`${i} ${Un(e)}`;return{width:16+xo(o,s)+18,svg:`${r}<text x="16">${kc(i)} <tspan fill="${s.faint}">${Un(e)}</tspan></text>`}}function Qg(i,e){let t=12,n=Sd-8;return{svg:i.map(r=>{t>12&&t+r.width>e-12&&(t=12,n+=Sd);let o=`<g transform="translate(${t.toFixed(1)} ${n})">${r.svg}</g>`;return t+=r.width,o}).join(""),height:i.length>0?n+14:0}}function xo(i,e,t=400){let n=document.createElement("canvas").getContext("2d");return n.font=`${t} ${Td}px ${e.font}`,n.measureText(i).width}var kc=i=>i.replace(/&/g,"&amp;").replace(/</g,"&lt;").replace(/>/g,"&gt;").replace(/"/g,"&quot;");async function Cd(i,e){let t=URL.createObjectURL(new Blob([i],{type:"image/svg+xml"}));try{let n=new Image;n.src=t,await n.decode();let s=document.createElement("canvas");return s.width=Math.round(n.naturalWidth*e),s.height=Math.round(n.naturalHeight*e),s.getContext("2d").drawImage(n,0,0,s.width,s.height),await new Promise((r,o)=>s.toBlob(a=>a?r(a):o(new Error("The picture of the map could not be made."))))}finally{URL.revokeObjectURL(t)}}var Rd={mouse:4,other:9},Pd=.0016,Ld=16,ex=180,vo=class{constructor(e,t){this.stage=e;this.hands=t;let n={signal:this.off.signal};e.addEventListener("pointerdown",s=>this.down(s),n),e.addEventListener("pointermove",s=>this.move(s),n),e.addEventListener("pointerup",s=>this.up(s),n),e.addEventListener("pointercancel",s=>this.cancel(s),n),e.addEventListener("pointerleave",()=>this.doing||this.hands.leave(),n),e.addEventListener("wheel",s=>this.wheel(s),{...n,passive:!1}),e.addEventListener("contextmenu",s=>this.doing&&s.preventDefault(),n)}stage;hands;fingers=new Map;doing=null;start={x:0,y:0};wheelTimer=0;off=new AbortController;adopt(e){e.button!==0||this.doing||(this.take(e),this.doing={what:"drag",marker:{kind:"dock"},dx:0,dy:0,begun:!1})}get busy(){return this.doing!==null}dispose(){clearTimeout(this.wheelTimer),this.off.abort()}take(e){let t=this.at(e);return this.fingers.set(e.pointerId,t),this.start=t,this.stage.setPointerCapture(e.pointerId),t}down(e){if(e.button!==0||e.target instanceof Element&&e.target.closest("button")||this.fingers.size>=2)return;if(this.fingers.size===1){if(this.doing?.what==="drag")return;this.doing?.what==="lasso"&&this.hands.lasso(0,0,"cancel"),this.fingers.set(e.pointerId,this.at(e)),this.stage.setPointerCapture(e.pointerId),this.doing={what:"pinch"};return}let t=this.take(e),n=Js(e.target);if(n){let s=this.offset(e.target,t);this.doing={what:"drag",marker:n,...s,begun:!1},e.target.closest("[data-marker]")?.focus({preventScroll:!0})}else e.altKey&&this.hands.empty(t.x,t.y)?(this.doing={what:"drag",marker:{kind:"probe"},dx:0,dy:0,begun:!0},this.hands.drag(this.doing.marker,t.x,t.y,"start")):this.hands.lassoing()?(this.doing={what:"lasso"},this.hands.lasso(t.x,t.y,"start")):this.doing={what:"press"};n||this.stage.focus({preventScroll:!0}),e.preventDefault()}move(e){let t=this.fingers.get(e.pointerId),n=this.at(e);if(!t){!this.doing&&e.pointerType!=="touch"&&this.hover(e,n);return}let{doing:s}=this;if(s?.what==="pinch")return this.pinch(e.pointerId,n);if(this.fingers.set(e.pointerId,n),!s)return;let r=e.pointerType==="mouse"?Rd.mouse:Rd.other,o=Math.hypot(n.x-this.start.x,n.y-this.start.y)>r;s.what==="press"&&o?(this.doing={what:"pan"},this.hands.leave(),this.hands.pan(n.x-this.start.x,n.y-this.start.y)):s.what==="pan"?this.hands.pan(n.x-t.x,n.y-t.y):s.what==="lasso"?this.hands.lasso(n.x,n.y,"move"):s.what==="drag"&&(s.begun||o)&&(this.hands.drag(s.marker,n.x-s.dx,n.y-s.dy,s.begun?"move":"start"),s.begun=!0)}hover(e,t){!(e.target instanceof Element&&e.target.closest("button, [data-marker]"))?this.hands.hover(t.x,t.y):this.hands.leave()}pinch(e,t){let n=[...this.fingers].find(([o])=>o!==e)?.[1],s=this.fingers.get(e);if(this.fingers.set(e,t),!n)return;let r=o=>Math.max(Math.hypot(o.x-n.x,o.y-n.y),1);this.hands.pan((t.x-s.x)/2,(t.y-s.y)/2),this.hands.zoom(r(t)/r(s),(t.x+n.x)/2,(t.y+n.y)/2)}up(e){if(!this.fingers.delete(e.pointerId))return;let{doing:t}=this,n=this.at(e);if(t?.what==="pinch"&&this.fingers.size>0){this.start=[...this.fingers.values()][0],this.doing={what:"pan"};return}this.doing=null,t?.what==="press"?this.hands.tap(n.x,n.y,e):t?.what==="pan"||t?.what==="pinch"?this.hands.rest():t?.what==="lasso"?this.hands.lasso(n.x,n.y,"end"):t?.what==="drag"&&t.begun?this.hands.drag(t.marker,n.x-t.dx,n.y-t.dy,"end"):t?.what==="drag"&&t.marker.kind==="dock"&&this.hands.dockTap()}cancel(e){this.fingers.delete(e.pointerId)&&this.stop()}stop(){let{doing:e}=this;this.doing=null,this.fingers.clear(),e?.what==="lasso"&&this.hands.lasso(0,0,"cancel"),e?.what==="drag"&&e.begun&&this.hands.drag(e.marker,0,0,"cancel"),(e?.what==="pan"||e?.what==="pinch")&&this.hands.rest()}wheel(e){e.preventDefault();let t=e.deltaY*(e.deltaMode===1?Ld:e.deltaMode===2?20*Ld:1),n=e.ctrlKey?6*Pd:Pd,s=this.at(e);this.hands.zoom(Math.exp(-Math.max(-400,Math.min(400,t))*n),s.x,s.y),clearTimeout(this.wheelTimer),this.wheelTimer=window.setTimeout(()=>this.hands.rest(),ex)}at(e){let t=this.stage.getBoundingClientRect();return{x:e.clientX-t.left,y:e.clientY-t.top}}offset(e,t){let n=e.closest("[data-marker]")?.transform.baseVal.consolidate()?.matrix;return n?{dx:t.x-n.e,dy:t.y-n.f}:{dx:0,dy:0}}};var Id=["accuracy","architecture"],tx={accuracy:"Accuracy",architecture:"Architecture"},Dd="Computing the terrain …",nx=200,yo="#8b939c",_o=class{constructor(e,t,n){this.theme=e;this.changed=t;this.say=n;let s=r=>{let o=we("button",{type:"button",class:"nx-map-ground"},tx[r]);return o.addEventListener("click",()=>this.choose(r)),o};this.buttons={accuracy:s("accuracy"),architecture:s("architecture")},this.choice.append(...Id.map(r=>this.buttons[r])),this.element.append(this.title,this.choice,this.key,this.progress)}theme;changed;say;element=we("div",{class:"nx-map-terrain",hidden:!0,role:"group","aria-label":"Terrain"});title=we("span",{class:"nx-map-scale-title"},"Terrain");choice=we("span",{class:"nx-map-grounds",role:"group","aria-label":"Terrain by"});key=we("span",{class:"nx-map-terrain-key"});progress=we("span",{class:"nx-map-faint nx-map-terrain-progress"});buttons;shown="accuracy";isOn=!1;terrain=null;drawnAt=Number.NEGATIVE_INFINITY;data=null;get on(){return this.isOn}get ground(){return this.shown}setSpace(e){this.data=e,this.choice.hidden=(e.classifiers?.archs.length??0)<2,this.choice.hidden&&(this.shown="accuracy"),this.draw()}setTheme(e){this.theme=e,this.draw()}switch(e){this.isOn=e,this.terrain=null,this.element.hidden=!e,e&&this.say(Dd),this.draw()}set(e){if(!this.isOn)return;let t=this.terrain?.done??0;this.terrain=e,(e.done>=1||performance.now()-this.drawnAt>nx)&&this.draw();let n=mo(e);e.done>=1&&t<1&&n&&this.say(`Terrain complete: accuracy from ${Nd(n)}`)}choose(e){this.shown=e,this.draw()}draw(){let{terrain:e,theme:t}=this;for(let s of Id)this.buttons[s].setAttribute("aria-pressed",String(s===this.shown));if(!this.isOn)return this.changed(null);if(this.progress.textContent=e===null?Dd:e.done<1?`${Math.floor(100*e.done)} % computed`:"",this.key.replaceChildren(...e?this.keyOf(e):[]),!e)return this.changed(null);this.drawnAt=performance.now();let n=this.shown==="accuracy"?gd(e,t.dark):xd(e,this.colours().map(di));this.changed({canvas:ix(n),box:e.box})}keyOf(e){if(this.shown==="architecture"){let o=this.colours();return Nc(e).map(a=>{let l=we("span",{class:"nx-map-swatch"});return l.style.color=o[a]??yo,we("span",{class:"nx-map-terrain-arch"},l,this.data?.classifiers?.archs[a]??"")})}let t=mo(e);if(!t)return[];let n=we("span",{class:"nx-map-bar nx-map-terrain-bar"});n.style.background=`linear-gradient(90deg, ${Qs(this.theme.dark).join(", ")})`;let s="accuracy of what is decoded at each place, on validation images";return[we("span",{class:"nx-map-terrain-scale",role:"img","aria-label":`From ${Nd(t)}: ${s}`,title:sx(s)},we("span",{},t.low.toFixed(0)),n,we("span",{},`${t.high.toFixed(0)} %`))]}colours(){let{data:e,theme:t}=this,n=e?.classifiers?.archs??[],s=e?.labels.find(({name:l})=>l==="architecture");if(!s||!("categories"in s))return n.map((l,c)=>t.categorical[c]??yo);let r=ho(s,t.categorical,yo),o=r.kind==="category"?r.groups:[],a=t.categorical.slice(o.length);return n.map(l=>o.find(({categories:c})=>c.includes(l))?.colour??a.shift()??yo)}};function ix({width:i,height:e,data:t}){let n=we("canvas",{width:i,height:e});return n.getContext("2d").putImageData(new ImageData(t,i,e),0,0),n}function Nd({low:i,high:e}){return`${i.toFixed(0)} to ${e.toFixed(0)} percent`}function sx(i){return i.slice(0,1).toUpperCase()+i.slice(1)}var Ud={ArrowLeft:"left",ArrowRight:"right",ArrowUp:"up",ArrowDown:"down"},rx=.01,ox=.1,ax=8,lx=40,Fd=1.5,kd="Arrow keys go from network to network, Enter shows one, Shift and Enter adds it to the path, plus and minus zoom, 0 shows all.";function Bd(i,e){if(e.ctrlKey||e.metaKey||e.altKey)return!1;let t=Js(e.target),n=Ud[e.key];if(t?.kind==="handle"){if(cx(i,e,n))return!0}else if(t?.kind==="probe"&&n){let s=e.shiftKey?lx:ax;return i.nudgeFree(...dx(n,s)),!0}else if(t?.kind==="anchor"){let s=i.journey.anchors[t.index];if(s!==void 0&&e.key==="Enter")return Od(i,s,!1);if(s!==void 0&&n){let r=i.model.grid.towards(s,n,i.model.accept);return r!==null&&i.moveAnchor(t.index,r),!0}}else{if(n)return hx(i,n),!0;if(e.key==="Enter"&&i.cursor!==null)return Od(i,i.cursor,e.shiftKey)}return ux(i,e.key)}function zd(i,e){let t=Js(e.target);t&&t.kind!=="anchor"&&(e.key in Ud||e.key==="Home"||e.key==="End")&&i.release(t.kind)}function cx(i,e,t){let{t:n}=i.journey;if(n===null)return!1;if(e.key==="Home"||e.key==="End")return i.moveHandle(e.key==="Home"?0:1,!0),!0;if(!t)return!1;let s=e.shiftKey?ox:rx,r=t==="right"||t==="up"?1:-1;return i.moveHandle(Math.round((n+r*s)*1e3)/1e3,!0),!0}function hx(i,e){let{model:t,scene:n,journey:s}=i,r=i.cursor??s.chosen;if(!t.has(r)||!t.accept(r)){let{view:a}=n,[l,c]=Yn(a,[a.width/2,a.height/2]),h=t.grid.nearest(l,c,1/0,t.accept);h!==null&&i.goTo(h);return}let o=t.grid.towards(r,e,t.accept);i.goTo(o??r)}function Od(i,e,t){return i.events.pick(e,t),!0}function ux(i,e){if(e==="+"||e==="=")i.step(Fd);else if(e==="-")i.step(1/Fd);else if(e==="0")i.fit();else return!1;return!0}function dx(i,e){return{left:[-e,0],right:[e,0],up:[0,-e],down:[0,e]}[i]}var px={left:[-1,0],right:[1,0],up:[0,1],down:[0,-1]},fx=2,ir=class{constructor(e){this.positions=e;let t=e.length>>1;this.bounds=js(e);let{x0:n,y0:s,x1:r,y1:o}=this.bounds,a=Math.max(r-n,1e-9),l=Math.max(o-s,1e-9);this.cell=Math.max(Math.sqrt(a*l/Math.max(t/2,1)),Math.max(a,l)/Math.max(t,8)),this.columns=Math.floor(a/this.cell)+1,this.rows=Math.floor(l/this.cell)+1,this.starts=new Uint32Array(this.columns*this.rows+1);for(let h=0;h<t;h++)this.starts[this.cellOf(h)+1]++;for(let h=0;h<this.columns*this.rows;h++)this.starts[h+1]+=this.starts[h];let c=this.starts.slice();this.members=new Uint32Array(t);for(let h=0;h<t;h++)this.members[c[this.cellOf(h)]++]=h}positions;bounds;cell;columns;rows;starts;members;nearest(e,t,n,s=()=>!0){let r=null,o=n*n;return this.visit(e-n,t-n,e+n,t+n,a=>{let l=this.positions[2*a]-e,c=this.positions[2*a+1]-t,h=l*l+c*c;h<=o&&s(a)&&(o=h,r=a)}),r}visit(e,t,n,s,r){let o=this.column(e),a=this.column(n),l=this.row(s);for(let c=this.row(t);c<=l;c++){let h=this.starts[c*this.columns+a+1];for(let u=this.starts[c*this.columns+o];u<h;u++)r(this.members[u])}}towards(e,t,n=()=>!0){let[s,r]=px[t],o=this.positions[2*e],a=this.positions[2*e+1],l=null,c=1/0;for(let h=0;h<this.positions.length>>1;h++){let u=this.positions[2*h]-o,d=this.positions[2*h+1]-a,p=u*s+d*r,g=Math.abs(u*r-d*s);if(p<=0||g>p)continue;let _=p+fx*g;_<c&&h!==e&&n(h)&&(c=_,l=h)}return l}cellOf(e){return this.row(this.positions[2*e+1])*this.columns+this.column(this.positions[2*e])}column(e){return Math.min(this.columns-1,Math.max(0,Math.floor((e-this.bounds.x0)/this.cell)))}row(e){return Math.min(this.rows-1,Math.max(0,Math.floor((e-this.bounds.y0)/this.cell)))}};var mx=225,gx=34;function Hd(i){let e=i.labels.find(s=>s.name==="split"),t=new Uint8Array(i.count);if(!e||!yn(e))return t;let n=e.categories.map(s=>/held/i.test(s));for(let s=0;s<i.count;s++)n[e.codes[s]]&&(t[s]=1);return t}function Vd(i,e,t,n,s,r){let o={colours:e.slice(),marks:new Uint8Array(i.count),order:new Uint32Array},a=new Uint8Array(i.count);for(let c of r)c>=0&&c<i.count&&(a[c]=1);let l=[[],[],[],[]];for(let c=0;c<i.count;c++){let h=s!==null&&!s[c]||r.length>0&&!a[c];o.colours[4*c+3]=h?gx:mx,o.marks[c]=(t[c]?1:0)|(a[c]?2:0),n[c]&&l[h?0:a[c]?3:t[c]?2:1].push(c)}return o.order=Uint32Array.from(l.flat()),o}function Gd(i,e,t){let n="values"in i?i.values.length:i.codes.length,s=new Uint8Array(4*n).fill(255),r=di(t.faint);if(e.kind==="category"&&!("values"in i)){let o=e.groups.map(a=>di(a.colour));for(let a=0;a<n;a++)s.set(o[e.groupOf[i.codes[a]]]??r,4*a)}else if(e.kind==="number"&&"values"in i){let o=Array.from({length:256},(a,l)=>ds(l/255,t.dark));for(let a=0;a<n;a++){let l=pd(i.values[a],e.low,e.high);s.set(Number.isFinite(l)?o[Math.round(255*l)]:r,4*a)}}return s}function Wd(i,e,t){let n=Math.min(4,3.3*(1500/Math.max(i,300))**.16),s=Math.min(1.25,Math.max(.55,(t/500)**.5));return Math.min(7,Math.max(1.6,n*s*Math.max(e,.2)**.3))}var Xd={space:"",count:0,positions:new Float32Array,names:[],classifiers:null,labels:[]},bo=class{constructor(e){this.theme=e}theme;data=Xd;grid=new ir(Xd.positions);colour="";colouring={kind:"number",low:0,high:0};hidden=[];query="";selection=[];held=new Uint8Array;visible=new Uint8Array;sought=null;painted=new Uint8Array;setSpace(e){this.data=e,this.grid=new ir(e.positions),this.held=Hd(e),this.selection=this.selection.filter(t=>t<e.count),this.setHidden(this.hidden),this.setSearch(this.query),this.setColour(this.colour)}setTheme(e){this.theme=e,this.setColour(this.colour)}setColour(e){let t=this.data.labels.find(n=>n.name===e)??this.data.labels[0];this.colour=t?.name??e,this.painted=new Uint8Array(4*this.data.count).fill(128),t&&(this.colouring=ho(t,this.theme.categorical,this.theme.faint),this.painted=Gd(t,this.colouring,this.theme))}setHidden(e){this.hidden=this.data.count>0?rd(this.data,e):[...e],this.visible=od(this.data,this.hidden)}setSearch(e){this.query=e,this.sought=cd(this.data,e)}look(){return Vd(this.data,this.painted,this.held,this.visible,this.sought,this.selection)}get shown(){return this.visible.reduce((e,t)=>e+t,0)}matches(){let{sought:e}=this;if(!e)return null;let t=[];for(let n=0;n<e.length;n++)e[n]&&this.visible[n]&&t.push(n);return t}accept=e=>this.visible[e]===1;has(e){return e!==null&&Number.isInteger(e)&&e>=0&&e<this.data.count}place(e){return[this.data.positions[2*e],this.data.positions[2*e+1]]}name(e){return this.data.names[e]??`network ${e}`}facts(e){return[...new Set([this.colour,"split"])].flatMap(n=>{let s=this.data.labels.find(o=>o.name===n);if(!s)return[];let r=yn(s)?s.categories[s.codes[e]]??"":pi(s.values[e]);return[[s.title,r]]})}};var xx=1e3,vx=4e3,yx=36,_x=12,bx=62,wx=250,Mx=1500,wo=class{constructor(e,t,n){this.model=e;this.scene=t;this.need=n}model;scene;need;urls=new Map;asked=new Map;of(e){let t=this.urls.get(e)??null,n=[e],s=yx/At(this.scene.view),[r,o]=this.model.place(e);this.model.grid.visit(r-s,o-s,r+s,o+s,c=>{c!==e&&this.model.accept(c)&&n.push(c)});let a=performance.now(),l=n.filter(c=>!this.urls.has(c)&&a-(this.asked.get(c)??-1/0)>vx).slice(0,_x);for(let c of l)this.asked.set(c,a);return l.length>0&&this.need(l),t}set(e,t){this.urls.set(e,t),this.asked.delete(e),this.urls.size>xx&&this.urls.delete(this.urls.keys().next().value)}clear(){this.urls.clear(),this.asked.clear()}},Mo=class{constructor(e,t){this.scene=e;this.need=t}scene;need;timer=0;oldTimer=0;last="";get on(){return this.scene.sheet}set(e){this.scene.sheet=e,this.stop(),e?this.ask():this.scene.tiles.clear(),this.scene.invalidate()}refresh(){this.scene.tiles.clear(),this.last="",this.on&&this.ask()}windowMoved(){this.on&&(clearTimeout(this.timer),this.timer=window.setTimeout(()=>this.ask(),wx))}add(e){this.on&&(this.scene.tiles.add(e),clearTimeout(this.oldTimer),this.oldTimer=window.setTimeout(()=>this.scene.tiles.dropOthers(),Mx))}stop(){clearTimeout(this.timer),clearTimeout(this.oldTimer),this.last=""}ask(){let{columns:e,box:t}=wd(this.scene.view,bx),n=`${e} ${t.join(" ")}`;n!==this.last&&(this.last=n,this.need(e,t))}};var So=class{context;positions=new Float32Array;colours=new Uint8Array;marks=new Uint8Array;order=new Uint32Array;constructor(e){let t=e.getContext("2d");if(!t)throw new Error("The browser draws no map.");this.context=t}setPositions(e){this.positions=Float32Array.from(e),this.setLook(new Uint8Array,new Uint8Array,new Uint32Array)}setLook(e,t,n){this.colours=Uint8Array.from(e),this.marks=Uint8Array.from(t),this.order=Uint32Array.from(n)}draw(e,t,n){let{context:s}=this;s.setTransform(n,0,0,n,0,0),s.clearRect(0,0,e.width,e.height);let[r,o]=[Bc(t.paper),Bc(t.ink)];for(let a of this.order){let[l,c]=xt(e,[this.positions[2*a],this.positions[2*a+1]]),[h,u,d,p]=this.colours.subarray(4*a,4*a+4),g=Bc([h,u,d]),[_,m]=[(this.marks[a]&1)!==0,(this.marks[a]&2)!==0],f=t.radius*(_?1.2:1);s.globalAlpha=p/255*t.faintness,s.beginPath(),s.arc(l,c,f,0,2*Math.PI),s.fillStyle=_?r:g,s.fill(),s.lineWidth=m?.9:.6,s.strokeStyle=m?o:r,s.stroke(),_&&(s.beginPath(),s.arc(l,c,f-.9,0,2*Math.PI),s.lineWidth=1.75,s.strokeStyle=g,s.stroke())}s.globalAlpha=1}dispose(){}};function Bc([i,e,t]){return`rgb(${i} ${e} ${t})`}var Sx=2,Ex=320,Tx=250,jn=.25,Ax=.35,$d={full:34,compact:14},Eo=class{constructor(e,t){this.theme=e;this.moved=t;let n=er.contextOf(this.pointsCanvas);this.points=n?new er(this.pointsCanvas,n,()=>this.invalidate()):new So(this.pointsCanvas),this.tiles=new go(this.tilesCanvas,()=>this.invalidate()),this.stage.append(this.layers,this.overlay.element)}theme;moved;stage=we("div",{class:"nx-map-stage",role:"application",tabindex:0});overlay=new ao;tiles;drawn=0;compact=!1;sheet=!1;ground=null;pointsCanvas=we("canvas",{class:"nx-map-canvas","aria-hidden":"true"});tilesCanvas=we("canvas",{class:"nx-map-canvas","aria-hidden":"true"});terrainCanvas=we("canvas",{class:"nx-map-canvas","aria-hidden":"true"});layers=we("div",{class:"nx-map-layers"},this.terrainCanvas,this.pointsCanvas,this.tilesCanvas);points;window={x:0,y:0,half:1};size={width:1,height:1,ratio:1};bounds=js(new Float32Array);count=0;fits=!0;frame=0;stale=!0;painted=null;restTimer=0;flight=null;get view(){return{...this.window,width:this.size.width,height:this.size.height}}get target(){return this.flight?.to??this.window}get closeness(){return this.whole().half/this.window.half}get radius(){return Wd(this.count,this.closeness,Math.min(this.size.width,this.size.height))}get faintness(){return this.sheet&&this.tiles.count>0?Ax:1}get box(){return this.bounds}setPositions(e){this.bounds=js(e),this.count=e.length>>1,this.points.setPositions(e),this.fits&&(this.window=this.whole()),this.invalidate()}setLook(e){this.points.setLook(e.colours,e.marks,e.order),this.invalidate()}setGround(e){e!==this.ground&&(this.ground=e,this.invalidate())}setTheme(e){this.theme=e,this.invalidate()}setWindow(e){this.flight=null,this.fits=!1,this.window=e,this.request()}fit(){let e=this.whole();return this.fly(e),this.fits=!0,e}fly(e){if(matchMedia("(prefers-reduced-motion: reduce)").matches)return this.setWindow(e);this.fits=!1,this.flight={from:this.window,to:e,begun:performance.now()},this.request()}resize(){let{clientWidth:e,clientHeight:t}=this.stage;if(e===0||t===0)return;let n=Math.min(devicePixelRatio||1,Sx),{size:s}=this;if(!(s.width===e&&s.height===t&&s.ratio===n)){this.size={width:e,height:t,ratio:n},Object.assign(this.layers.style,{left:`${-jn*e}px`,top:`${-jn*t}px`,width:`${(1+2*jn)*e}px`,height:`${(1+2*jn)*t}px`});for(let r of[this.terrainCanvas,this.pointsCanvas,this.tilesCanvas])r.width=Math.round(e*(1+2*jn)*n),r.height=Math.round(t*(1+2*jn)*n);this.fits&&(this.flight=null,this.window=this.whole()),this.stale=!0,this.draw()}}invalidate(){this.stale=!0,this.request()}request(){this.frame===0&&(this.frame=requestAnimationFrame(()=>this.draw()))}dispose(){cancelAnimationFrame(this.frame),clearTimeout(this.restTimer),this.frame=-1,this.points.dispose()}whole(){let e=this.compact?$d.compact:$d.full;return nd(this.bounds,this.size.width,this.size.height,e)}draw(){cancelAnimationFrame(this.frame),this.frame=0,this.advance(),this.moved(),(this.stale||!this.slide())&&this.paint(),this.overlay.render(this.view,this.compact?.85:1),this.drawn++,this.flight&&this.request()}paint(){let{theme:e,size:t}=this,n=1+2*jn,s={...this.window,half:this.window.half*n,width:t.width*n,height:t.height*n},[r,o]=[di(e.paper),di(e.ink)];this.points.draw(s,{radius:this.radius,paper:r,ink:o,faintness:this.faintness},t.ratio),this.terrainCanvas.style.display=this.ground?"":"none",this.ground&&vd(this.terrainCanvas,this.ground.canvas,this.ground.box,s,t.ratio);let a=this.tiles.count>0;this.tilesCanvas.style.display=a?"":"none",a&&this.tiles.draw(s,t.ratio,e.paper),this.layers.style.transform="",this.painted=this.window,this.stale=!1}slide(){let{painted:e,window:t,size:n}=this;if(!e||e.half!==t.half)return!1;let[s,r]=xt(this.view,[e.x,e.y]),[o,a]=[s-n.width/2,r-n.height/2];if(Math.abs(o)>jn*n.width||Math.abs(a)>jn*n.height)return!1;let l=c=>Math.round(c*n.ratio)/n.ratio;return this.layers.style.transform=`translate(${l(o)}px, ${l(a)}px)`,clearTimeout(this.restTimer),(o!==0||a!==0)&&(this.restTimer=window.setTimeout(()=>this.invalidate(),Tx)),!0}advance(){if(!this.flight)return;let{from:e,to:t,begun:n}=this.flight,s=Math.min(1,(performance.now()-n)/Ex);this.window=id(e,t,1-(1-s)**3),s===1&&(this.flight=null)}};var To=class{element=we("div",{class:"nx-map-tools",role:"toolbar","aria-label":"Map tools"});colour=we("select",{class:"nx-map-select","aria-label":"Colour by"});search=we("input",{type:"search",class:"nx-map-search-text","aria-label":"Search networks by id or label. Enter goes to the next match",placeholder:"Search: 12, chair, legs round",autocomplete:"off",spellcheck:"false"});matches=we("span",{class:"nx-map-matches","aria-live":"polite"});select=we("button",{type:"button",class:"nx-map-all",hidden:!0},"Select");lasso;sheet;terrain;constructor(e){this.colour.addEventListener("change",()=>e.colour(this.colour.value)),this.search.addEventListener("input",()=>e.search(this.search.value)),this.search.addEventListener("keydown",r=>{r.key==="Enter"&&e.next(),r.key==="Escape"&&e.search(""),r.stopPropagation()}),this.select.addEventListener("click",()=>e.selectMatches()),this.select.title="Select the networks found",this.lasso=qn("Lasso: draw around networks to select them",On.lasso,["Lasso","Lasso"],()=>e.lasso(this.lasso.getAttribute("aria-pressed")!=="true")),this.sheet=qn("Contact sheet: pictures of what lives where",On.sheet,["Contact sheet","Sheet"],()=>e.sheet(this.sheet.getAttribute("aria-pressed")!=="true")),this.terrain=qn("Terrain: colour the map by what is decoded at every place",On.terrain,["Terrain","Terrain"],()=>e.terrain(this.terrain.getAttribute("aria-pressed")!=="true")),this.terrain.hidden=!0;let t=qn("Probe any place: drag this onto the map",On.probe,["Probe any place","Probe"],r=>{r.detail===0&&e.dockKey()});t.classList.add("nx-map-dock"),t.addEventListener("pointerdown",r=>e.dock(r));let n=we("div",{class:"nx-map-search"},_c(On.search),this.search,this.matches,this.select),s=we("label",{class:"nx-map-colour"},we("span",{},"Colour"),this.colour);this.element.append(s,n,we("div",{class:"nx-map-buttons"},this.lasso,this.sheet,this.terrain,t)),this.setLasso(!1),this.setSheet(!1),this.setTerrain(!1)}setSpace(e){this.terrain.hidden=e.classifiers===null,e.classifiers&&(this.search.placeholder=`Search: 12, ${e.classifiers.archs[0]??""}`),this.colour.replaceChildren(...e.labels.map(t=>we("option",{value:t.name},t.title)))}setTerrain(e){this.terrain.setAttribute("aria-pressed",String(e))}setColour(e){this.colour.value=e}setSearch(e,t){this.search.value!==e&&(this.search.value=e),this.matches.textContent=t===null?"":t===0?"nothing found":`${Un(t)} found`,this.select.hidden=!t}setLasso(e){this.lasso.setAttribute("aria-pressed",String(e))}setSheet(e){this.sheet.setAttribute("aria-pressed",String(e))}};var Cx=2,qd=1.5,Rx={dark:!1,ink:"#1c2430",faint:"#6b7684",paper:"#ffffff",panel:"#f3f5f7",line:"#d9dee5",primary:"#0b7a69",material:"#dda673",otherMaterial:"#93a9bd",font:"sans-serif",categorical:[]},Ao=class{constructor(e,t){this.events=t;this.model=new bo(this.theme),this.scene=new Eo(this.theme,()=>this.control.placeCard()),this.thumbnails=new wo(this.model,this.scene,r=>t.needThumbnails(r)),this.sheet=new Mo(this.scene,(r,o)=>t.needSheet(r,o));let n={...Px(t),windowChanged:r=>{this.sheet.windowMoved(),t.windowChanged(r)}},s=r=>this.speech.textContent=r;this.control=new co(this.model,this.scene,n,this.card,this.thumbnails,()=>this.restyle(),s),this.ground=new _o(this.theme,r=>this.scene.setGround(r),s),this.gestures=new vo(this.scene.stage,this.control),this.tools=this.makeTools(),this.legend=new po(r=>{this.setHidden(r),t.hidden(this.model.hidden)}),this.scene.stage.append(this.card.element,this.makeZoom()),this.element.append(this.tools.element,this.scene.stage,this.ground.element,this.legend.element,this.speech),e.append(this.element),this.listen(),this.sizes=new ResizeObserver(()=>this.resize()),this.sizes.observe(this.scene.stage),this.resize()}events;element=we("div",{class:"nx-map"});model;scene;card=new ro;tools;legend;thumbnails;sheet;control;gestures;speech=we("div",{class:"nx-map-unseen","aria-live":"polite"});ground;sizes;theme=Rx;setSpace(e){this.control.leave(),this.control.cursor=null,this.model.setSpace(e),this.scene.setPositions(e.positions),this.thumbnails.clear(),this.tools.setSpace(e),this.ground.setSpace(e),this.scene.stage.setAttribute("aria-label",`Map of ${Un(e.count)} networks. ${kd}`),this.restyle(),this.control.showJourney(),this.sheet.refresh()}setTheme(e){let t=e.material!==this.theme.material;this.theme=e;for(let n of["ink","faint","paper","panel","line","primary","material","font"])this.element.style.setProperty(`--nx-map-${n}`,e[n]);this.element.style.colorScheme=e.dark?"dark":"light",this.model.setTheme(e),this.scene.setTheme(e),this.ground.setTheme(e),this.restyle(),t&&(this.thumbnails.clear(),this.sheet.refresh())}setColour(e){this.model.setColour(e),this.restyle()}setHidden(e){this.model.setHidden(e),this.control.leave(),this.restyle()}setSearch(e){this.model.setSearch(e),this.restyle()}setChosen(e){this.control.journey.chosen=e,this.control.showJourney()}setAnchors(e){this.control.journey.anchors=[...e],this.control.showJourney()}setCourse(e){this.control.journey.course=e,this.control.showJourney()}setHandle(e){this.control.journey.t=e,this.scene.overlay.setHandle(e),this.scene.request()}setFree(e){this.control.journey.free=e&&[e.x,e.y],this.scene.overlay.setProbe(this.control.journey.free),this.scene.request()}setRun(e,t){this.scene.overlay.setRun(e,t),this.scene.request()}setKept(e){this.scene.overlay.setKept(e,t=>this.events.keptPicked(t)),this.scene.request()}setSelection(e){this.control.showSelection(e),this.restyle()}setThumbnail(e,t){this.thumbnails.set(e,t),this.control.thumbnailCame(e,t)}setSheet(e){this.tools.setSheet(e),e!==this.sheet.on&&this.sheet.set(e)}get terrain(){return this.ground.on}setTerrain(e){this.ground.set(e)}switchTerrain(e){this.tools.setTerrain(e),this.ground.switch(e),this.events.terrain(e)}setTile(e){this.sheet.add(e)}setCompact(e){this.scene.compact=e,this.element.classList.toggle("nx-map-compact",e),this.setLasso(!1),this.control.leave(),this.resize(),this.scene.invalidate()}get window(){return{...this.scene.target}}set window(e){this.scene.setWindow(e),this.sheet.windowMoved()}fit(){this.scene.fit(),this.sheet.windowMoved()}get focused(){return this.control.cursor}get drawn(){return this.scene.drawn}svg(){return Ad(this.model,this.scene,this.control.journey,this.theme)}picture(){return Cd(this.svg(),Cx)}pointOnScreen(e){let t=this.scene.stage.getBoundingClientRect(),[n,s]=xt(this.scene.view,this.model.place(e));return[t.left+n,t.top+s]}resize(){this.scene.resize(),this.sheet.windowMoved()}dispose(){this.sizes.disconnect(),this.gestures.dispose(),this.sheet.stop(),this.scene.dispose(),this.element.remove()}restyle(){let{model:e}=this;if(this.scene.setLook(e.look()),this.tools.setColour(e.colour),this.tools.setSearch(e.query,e.matches()?.length??null),e.data.count===0)return;let{data:t,colour:n,colouring:s,hidden:r,shown:o}=e;this.legend.render({data:t,colour:n,colouring:s,hidden:r,shown:o,theme:this.theme})}setLasso(e){this.gestures.stop(),this.control.setLasso(e),this.tools.setLasso(e)}makeTools(){return new To({colour:e=>{this.setColour(e),this.events.colour(e)},search:e=>{this.setSearch(e),this.events.search(e)},next:()=>this.control.nextMatch(),selectMatches:()=>this.control.select(this.model.matches()??[]),lasso:e=>this.setLasso(e),sheet:e=>{this.setSheet(e),e||this.events.sheetOff()},terrain:e=>this.switchTerrain(e),dock:e=>this.gestures.adopt(e),dockKey:()=>this.control.dockTap()})}makeZoom(){return we("div",{class:"nx-map-zoom",role:"group","aria-label":"Zoom"},qn("Zoom in",On.plus,null,()=>this.control.step(qd)),qn("Zoom out",On.minus,null,()=>this.control.step(1/qd)),qn("Show the whole map",On.fit,null,()=>this.control.fit()))}listen(){let{stage:e}=this.scene;e.addEventListener("pointerdown",()=>e.classList.add("nx-map-by-hand"),{capture:!0}),e.addEventListener("keydown",t=>{e.classList.remove("nx-map-by-hand"),!(t.target instanceof Element&&t.target.closest("button"))&&(t.key==="Escape"?this.escape():Bd(this.control,t))&&(t.preventDefault(),t.stopPropagation())}),e.addEventListener("keyup",t=>zd(this.control,t)),e.addEventListener("blur",()=>{e.classList.remove("nx-map-by-hand"),this.scene.overlay.setRing("cursor",null),this.control.leave()}),this.tools.element.addEventListener("keydown",t=>{t.key==="Escape"&&this.escape()&&t.stopPropagation()})}escape(){if(this.control.lassoOn)this.setLasso(!1);else if(this.model.selection.length>0)this.control.select([]);else return!1;return!0}};function Px(i){return{pick:(e,t)=>i.pick(e,t),anchorMoved:(e,t)=>i.anchorMoved(e,t),handleMoved:(e,t)=>i.handleMoved(e,t),keptPicked:e=>i.keptPicked(e),freeMoved:(e,t,n)=>i.freeMoved(e,t,n),selected:e=>i.selected(e),needThumbnails:e=>i.needThumbnails(e),needSheet:(e,t)=>i.needSheet(e,t),sheetOff:()=>i.sheetOff(),terrain:e=>i.terrain(e),colour:e=>i.colour(e),hidden:e=>i.hidden(e),search:e=>i.search(e),windowChanged:e=>i.windowChanged(e)}}var Ri={LEFT:0,MIDDLE:1,RIGHT:2,ROTATE:0,DOLLY:1,PAN:2},Pi={ROTATE:0,PAN:1,DOLLY_PAN:2,DOLLY_ROTATE:3},wp=0,fh=1,Mp=2;var Lr=1,Sp=2,Fs=3,zn=0,sn=1,wn=2,ns=0,Os=1,mh=2,gh=3,xh=4,Ep=5;var is=100,Tp=101,Ap=102,Cp=103,Rp=104,Pp=200,Lp=201,Ip=202,Dp=203,vh=204,yh=205,Np=206,Fp=207,Op=208,Up=209,kp=210,Bp=211,zp=212,Hp=213,Vp=214,Jo=0,Qo=1,ea=2,As=3,ta=4,na=5,ia=6,sa=7,_h=0,Gp=1,Wp=2,Hn=0,bh=1,wh=2,Mh=3,Sh=4,Eh=5,Th=6,Ah=7;var Ch=300,ss=301,Us=302,La=303,Ia=304,ra=1e3,Bn=1001,oa=1002,Mt=1003,Xp=1004;var Ir=1005;var Rt=1006,Da=1007;var oi=1008;var Kt=1009,Rh=1010,Ph=1011,ks=1012,Na=1013,Rn=1014,Pn=1015,Ln=1016,Fa=1017,Oa=1018,rs=1020,Lh=35902,Ih=35899,Dh=1021,Nh=1022,In=1023,ii=1026,ai=1027,Dr=1028,Ua=1029,Li=1030,ka=1031;var Ba=1033,Nr=33776,Fr=33777,Or=33778,Ur=33779,za=35840,Ha=35841,Va=35842,Ga=35843,Wa=36196,Xa=37492,$a=37496,qa=37488,Ya=37489,kr=37490,Ka=37491,ja=37808,Za=37809,Ja=37810,Qa=37811,el=37812,tl=37813,nl=37814,il=37815,sl=37816,rl=37817,ol=37818,al=37819,ll=37820,cl=37821,hl=36492,ul=36494,dl=36495,pl=36283,fl=36284,Br=36285,ml=36286;var dr=2300,aa=2301,jo=2302,ah=2303,lh=2400,ch=2401,hh=2402;var $p=3200;var Fh=0,qp=1,li="",Jt="srgb",pr="srgb-linear",fr="linear",et="srgb";var Zo=7680;var Yp=519,Kp=512,jp=513,Zp=514,Oh=515,Jp=516,Qp=517,Uh=518,kh=519,ef=35044,zr=35048;var Bh="300 es",bn=2e3,Cs=2001;function Lx(i){for(let e=i.length-1;e>=0;--e)if(i[e]>=65535)return!0;return!1}function Ix(i){return ArrayBuffer.isView(i)&&!(i instanceof DataView)}function mr(i){return document.createElementNS("http://www.w3.org/1999/xhtml",i)}function tf(){let i=mr("canvas");return i.style.display="block",i}var Yd={},Rs=null;function zh(...i){let e="THREE."+i.shift();Rs?Rs("log",e,...i):console.log(e,...i)}function nf(i){let e=i[0];if(typeof e=="string"&&e.startsWith("TSL:")){let t=i[1];t&&t.isStackTrace?i[0]+=" "+t.getLocation():i[1]='Stack trace not available. Enable "THREE.Node.captureStackTrace" to capture stack traces.'}return i}function Ce(...i){i=nf(i);let e="THREE."+i.shift();if(Rs)Rs("warn",e,...i);else{let t=i[0];t&&t.isStackTrace?console.warn(t.getError(e)):console.warn(e,...i)}}function Ne(...i){i=nf(i);let e="THREE."+i.shift();if(Rs)Rs("error",e,...i);else{let t=i[0];t&&t.isStackTrace?console.error(t.getError(e)):console.error(e,...i)}}function cr(...i){let e=i.join(" ");e in Yd||(Yd[e]=!0,Ce(...i))}function sf(i,e,t){return new Promise(function(n,s){function r(){switch(i.clientWaitSync(e,i.SYNC_FLUSH_COMMANDS_BIT,0)){case i.WAIT_FAILED:s();break;case i.TIMEOUT_EXPIRED:setTimeout(r,t);break;default:n()}}setTimeout(r,t)})}var rf={[Jo]:Jo,[ea]:ia,[ta]:ta,[As]:na,[Qo]:Qo,[ia]:ea,[sa]:sa,[na]:As},Cn=class{addEventListener(e,t){this._listeners===void 0&&(this._listeners={});let n=this._listeners;n[e]===void 0&&(n[e]=[]),n[e].indexOf(t)===-1&&n[e].push(t)}hasEventListener(e,t){let n=this._listeners;return n===void 0?!1:n[e]!==void 0&&n[e].indexOf(t)!==-1}removeEventListener(e,t){let n=this._listeners;if(n===void 0)return;let s=n[e];if(s!==void 0){let r=s.indexOf(t);r!==-1&&s.splice(r,1)}}dispatchEvent(e){let t=this._listeners;if(t===void 0)return;let n=t[e.type];if(n!==void 0){e.target=this;let s=n.slice(0);for(let r=0,o=s.length;r<o;r++)s[r].call(this,e);e.target=null}}},$t=["00","01","02","03","04","05","06","07","08","09","0a","0b","0c","0d","0e","0f","10","11","12","13","14","15","16","17","18","19","1a","1b","1c","1d","1e","1f","20","21","22","23","24","25","26","27","28","29","2a","2b","2c","2d","2e","2f","30","31","32","33","34","35","36","37","38","39","3a","3b","3c","3d","3e","3f","40","41","42","43","44","45","46","47","48","49","4a","4b","4c","4d","4e","4f","50","51","52","53","54","55","56","57","58","59","5a","5b","5c","5d","5e","5f","60","61","62","63","64","65","66","67","68","69","6a","6b","6c","6d","6e","6f","70","71","72","73","74","75","76","77","78","79","7a","7b","7c","7d","7e","7f","80","81","82","83","84","85","86","87","88","89","8a","8b","8c","8d","8e","8f","90","91","92","93","94","95","96","97","98","99","9a","9b","9c","9d","9e","9f","a0","a1","a2","a3","a4","a5","a6","a7","a8","a9","aa","ab","ac","ad","ae","af","b0","b1","b2","b3","b4","b5","b6","b7","b8","b9","ba","bb","bc","bd","be","bf","c0","c1","c2","c3","c4","c5","c6","c7","c8","c9","ca","cb","cc","cd","ce","cf","d0","d1","d2","d3","d4","d5","d6","d7","d8","d9","da","db","dc","dd","de","df","e0","e1","e2","e3","e4","e5","e6","e7","e8","e9","ea","eb","ec","ed","ee","ef","f0","f1","f2","f3","f4","f5","f6","f7","f8","f9","fa","fb","fc","fd","fe","ff"],Kd=1234567,hr=Math.PI/180,Ps=180/Math.PI;function Bs(){let i=Math.random()*4294967295|0,e=Math.random()*4294967295|0,t=Math.random()*4294967295|0,n=Math.random()*4294967295|0;return($t[i&255]+$t[i>>8&255]+$t[i>>16&255]+$t[i>>24&255]+"-"+$t[e&255]+$t[e>>8&255]+"-"+$t[e>>16&15|64]+$t[e>>24&255]+"-"+$t[t&63|128]+$t[t>>8&255]+"-"+$t[t>>16&255]+$t[t>>24&255]+$t[n&255]+$t[n>>8&255]+$t[n>>16&255]+$t[n>>24&255]).toLowerCase()}function Ge(i,e,t){return Math.max(e,Math.min(t,i))}function Hh(i,e){return(i%e+e)%e}function Dx(i,e,t,n,s){return n+(i-e)*(s-n)/(t-e)}function Nx(i,e,t){return i!==e?(t-i)/(e-i):0}function ur(i,e,t){return(1-t)*i+t*e}function Fx(i,e,t,n){return ur(i,e,1-Math.exp(-t*n))}function Ox(i,e=1){return e-Math.abs(Hh(i,e*2)-e)}function Ux(i,e,t){return i<=e?0:i>=t?1:(i=(i-e)/(t-e),i*i*(3-2*i))}function kx(i,e,t){return i<=e?0:i>=t?1:(i=(i-e)/(t-e),i*i*i*(i*(i*6-15)+10))}function Bx(i,e){return i+Math.floor(Math.random()*(e-i+1))}function zx(i,e){return i+Math.random()*(e-i)}function Hx(i){return i*(.5-Math.random())}function Vx(i){i!==void 0&&(Kd=i);let e=Kd+=1831565813;return e=Math.imul(e^e>>>15,e|1),e^=e+Math.imul(e^e>>>7,e|61),((e^e>>>14)>>>0)/4294967296}function Gx(i){return i*hr}function Wx(i){return i*Ps}function Xx(i){return i>0&&Number.isInteger(i)&&2**Math.round(Math.log2(i))===i}function $x(i){return Math.pow(2,Math.ceil(Math.log(i)/Math.LN2))}function Vh(i){return Math.pow(2,Math.floor(Math.log(i)/Math.LN2))}function qx(i,e,t,n,s){let r=Math.cos,o=Math.sin,a=r(t/2),l=o(t/2),c=r((e+n)/2),h=o((e+n)/2),u=r((e-n)/2),d=o((e-n)/2),p=r((n-e)/2),g=o((n-e)/2);switch(s){case"XYX":i.set(a*h,l*u,l*d,a*c);break;case"YZY":i.set(l*d,a*h,l*u,a*c);break;case"ZXZ":i.set(l*u,l*d,a*h,a*c);break;case"XZX":i.set(a*h,l*g,l*p,a*c);break;case"YXY":i.set(l*p,a*h,l*g,a*c);break;case"ZYZ":i.set(l*g,l*p,a*h,a*c);break;default:Ce("MathUtils: .setQuaternionFromProperEuler() encountered an unknown order: "+s)}}function Gh(i){switch(i.constructor){case Uint32Array:return 4294967295;case Uint16Array:return 65535;case Uint8Array:case Uint8ClampedArray:return 255;case Int32Array:return 2147483647;case Int16Array:return 32767;case Int8Array:return 127;default:return}}function of(i,e){if(e.constructor===Float32Array)return i;let t=Gh(e);if(t===void 0)throw new Error("THREE.MathUtils: Invalid component type.");return Math.max(i/t,-1)}function af(i,e){if(e.constructor===Float32Array)return i;let t=Gh(e);if(t===void 0)throw new Error("THREE.MathUtils: Invalid component type.");return Math.round(i*t)}var fn={DEG2RAD:hr,RAD2DEG:Ps,generateUUID:Bs,clamp:Ge,euclideanModulo:Hh,mapLinear:Dx,inverseLerp:Nx,lerp:ur,damp:Fx,pingpong:Ox,smoothstep:Ux,smootherstep:kx,randInt:Bx,randFloat:zx,randFloatSpread:Hx,seededRandom:Vx,degToRad:Gx,radToDeg:Wx,isPowerOfTwo:Xx,ceilPowerOfTwo:$x,floorPowerOfTwo:Vh,setQuaternionFromProperEuler:qx,normalize:af,denormalize:of},Ie=class{static{this.prototype.isVector2=!0}constructor(e=0,t=0){this.x=e,this.y=t}get width(){return this.x}set width(e){this.x=e}get height(){return this.y}set height(e){this.y=e}set(e,t){return this.x=e,this.y=t,this}setScalar(e){return this.x=e,this.y=e,this}setX(e){return this.x=e,this}setY(e){return this.y=e,this}setComponent(e,t){switch(e){case 0:this.x=t;break;case 1:this.y=t;break;default:throw new Error("THREE.Vector2: index is out of range: "+e)}return this}getComponent(e){switch(e){case 0:return this.x;case 1:return this.y;default:throw new Error("THREE.Vector2: index is out of range: "+e)}}clone(){return new this.constructor(this.x,this.y)}copy(e){return this.x=e.x,this.y=e.y,this}add(e){return this.x+=e.x,this.y+=e.y,this}addScalar(e){return this.x+=e,this.y+=e,this}addVectors(e,t){return this.x=e.x+t.x,this.y=e.y+t.y,this}addScaledVector(e,t){return this.x+=e.x*t,this.y+=e.y*t,this}sub(e){return this.x-=e.x,this.y-=e.y,this}subScalar(e){return this.x-=e,this.y-=e,this}subVectors(e,t){return this.x=e.x-t.x,this.y=e.y-t.y,this}multiply(e){return this.x*=e.x,this.y*=e.y,this}multiplyScalar(e){return this.x*=e,this.y*=e,this}divide(e){return this.x/=e.x,this.y/=e.y,this}divideScalar(e){return this.multiplyScalar(1/e)}applyMatrix3(e){let t=this.x,n=this.y,s=e.elements;return this.x=s[0]*t+s[3]*n+s[6],this.y=s[1]*t+s[4]*n+s[7],this}min(e){return this.x=Math.min(this.x,e.x),this.y=Math.min(this.y,e.y),this}max(e){return this.x=Math.max(this.x,e.x),this.y=Math.max(this.y,e.y),this}clamp(e,t){return this.x=Ge(this.x,e.x,t.x),this.y=Ge(this.y,e.y,t.y),this}clampScalar(e,t){return this.x=Ge(this.x,e,t),this.y=Ge(this.y,e,t),this}clampLength(e,t){let n=this.length();return this.divideScalar(n||1).multiplyScalar(Ge(n,e,t))}floor(){return this.x=Math.floor(this.x),this.y=Math.floor(this.y),this}ceil(){return this.x=Math.ceil(this.x),this.y=Math.ceil(this.y),this}round(){return this.x=Math.round(this.x),this.y=Math.round(this.y),this}roundToZero(){return this.x=Math.trunc(this.x),this.y=Math.trunc(this.y),this}negate(){return this.x=-this.x,this.y=-this.y,this}dot(e){return this.x*e.x+this.y*e.y}cross(e){return this.x*e.y-this.y*e.x}lengthSq(){return this.x*this.x+this.y*this.y}length(){return Math.sqrt(this.x*this.x+this.y*this.y)}manhattanLength(){return Math.abs(this.x)+Math.abs(this.y)}normalize(){return this.divideScalar(this.length()||1)}angle(){return Math.atan2(-this.y,-this.x)+Math.PI}angleTo(e){let t=Math.sqrt(this.lengthSq()*e.lengthSq());if(t===0)return Math.PI/2;let n=this.dot(e)/t;return Math.acos(Ge(n,-1,1))}distanceTo(e){return Math.sqrt(this.distanceToSquared(e))}distanceToSquared(e){let t=this.x-e.x,n=this.y-e.y;return t*t+n*n}manhattanDistanceTo(e){return Math.abs(this.x-e.x)+Math.abs(this.y-e.y)}setLength(e){return this.normalize().multiplyScalar(e)}lerp(e,t){return this.x+=(e.x-this.x)*t,this.y+=(e.y-this.y)*t,this}lerpVectors(e,t,n){return this.x=e.x+(t.x-e.x)*n,this.y=e.y+(t.y-e.y)*n,this}equals(e){return e.x===this.x&&e.y===this.y}fromArray(e,t=0){return this.x=e[t],this.y=e[t+1],this}toArray(e=[],t=0){return e[t]=this.x,e[t+1]=this.y,e}fromBufferAttribute(e,t){return this.x=e.getX(t),this.y=e.getY(t),this}rotateAround(e,t){let n=Math.cos(t),s=Math.sin(t),r=this.x-e.x,o=this.y-e.y;return this.x=r*n-o*s+e.x,this.y=r*s+o*n+e.y,this}random(){return this.x=Math.random(),this.y=Math.random(),this}*[Symbol.iterator](){yield this.x,yield this.y}},un=class{constructor(e=0,t=0,n=0,s=1){this.isQuaternion=!0,this._x=e,this._y=t,this._z=n,this._w=s}static slerpFlat(e,t,n,s,r,o,a){let l=n[s+0],c=n[s+1],h=n[s+2],u=n[s+3],d=r[o+0],p=r[o+1],g=r[o+2],_=r[o+3];if(u!==_||l!==d||c!==p||h!==g){let m=l*d+c*p+h*g+u*_;m<0&&(d=-d,p=-p,g=-g,_=-_,m=-m);let f=1-a;if(m<.9995){let b=Math.acos(m),A=Math.sin(b);f=Math.sin(f*b)/A,a=Math.sin(a*b)/A,l=l*f+d*a,c=c*f+p*a,h=h*f+g*a,u=u*f+_*a}else{l=l*f+d*a,c=c*f+p*a,h=h*f+g*a,u=u*f+_*a;let b=1/Math.sqrt(l*l+c*c+h*h+u*u);l*=b,c*=b,h*=b,u*=b}}e[t]=l,e[t+1]=c,e[t+2]=h,e[t+3]=u}static multiplyQuaternionsFlat(e,t,n,s,r,o){let a=n[s],l=n[s+1],c=n[s+2],h=n[s+3],u=r[o],d=r[o+1],p=r[o+2],g=r[o+3];return e[t]=a*g+h*u+l*p-c*d,e[t+1]=l*g+h*d+c*u-a*p,e[t+2]=c*g+h*p+a*d-l*u,e[t+3]=h*g-a*u-l*d-c*p,e}get x(){return this._x}set x(e){this._x=e,this._onChangeCallback()}get y(){return this._y}set y(e){this._y=e,this._onChangeCallback()}get z(){return this._z}set z(e){this._z=e,this._onChangeCallback()}get w(){return this._w}set w(e){this._w=e,this._onChangeCallback()}set(e,t,n,s){return this._x=e,this._y=t,this._z=n,this._w=s,this._onChangeCallback(),this}clone(){return new this.constructor(this._x,this._y,this._z,this._w)}copy(e){return this._x=e.x,this._y=e.y,this._z=e.z,this._w=e.w,this._onChangeCallback(),this}setFromEuler(e,t=!0){let n=e._x,s=e._y,r=e._z,o=e._order,a=Math.cos,l=Math.sin,c=a(n/2),h=a(s/2),u=a(r/2),d=l(n/2),p=l(s/2),g=l(r/2);switch(o){case"XYZ":this._x=d*h*u+c*p*g,this._y=c*p*u-d*h*g,this._z=c*h*g+d*p*u,this._w=c*h*u-d*p*g;break;case"YXZ":this._x=d*h*u+c*p*g,this._y=c*p*u-d*h*g,this._z=c*h*g-d*p*u,this._w=c*h*u+d*p*g;break;case"ZXY":this._x=d*h*u-c*p*g,this._y=c*p*u+d*h*g,this._z=c*h*g+d*p*u,this._w=c*h*u-d*p*g;break;case"ZYX":this._x=d*h*u-c*p*g,this._y=c*p*u+d*h*g,this._z=c*h*g-d*p*u,this._w=c*h*u+d*p*g;break;case"YZX":this._x=d*h*u+c*p*g,this._y=c*p*u+d*h*g,this._z=c*h*g-d*p*u,this._w=c*h*u-d*p*g;break;case"XZY":this._x=d*h*u-c*p*g,this._y=c*p*u-d*h*g,this._z=c*h*g+d*p*u,this._w=c*h*u+d*p*g;break;default:Ce("Quaternion: .setFromEuler() encountered an unknown order: "+o)}return t===!0&&this._onChangeCallback(),this}setFromAxisAngle(e,t){let n=t/2,s=Math.sin(n);return this._x=e.x*s,this._y=e.y*s,this._z=e.z*s,this._w=Math.cos(n),this._onChangeCallback(),this}setFromRotationMatrix(e){let t=e.elements,n=t[0],s=t[4],r=t[8],o=t[1],a=t[5],l=t[9],c=t[2],h=t[6],u=t[10],d=n+a+u;if(d>0){let p=.5/Math.sqrt(d+1);this._w=.25/p,this._x=(h-l)*p,this._y=(r-c)*p,this._z=(o-s)*p}else if(n>a&&n>u){let p=2*Math.sqrt(1+n-a-u);this._w=(h-l)/p,this._x=.25*p,this._y=(s+o)/p,this._z=(r+c)/p}else if(a>u){let p=2*Math.sqrt(1+a-n-u);this._w=(r-c)/p,this._x=(s+o)/p,this._y=.25*p,this._z=(l+h)/p}else{let p=2*Math.sqrt(1+u-n-a);this._w=(o-s)/p,this._x=(r+c)/p,this._y=(l+h)/p,this._z=.25*p}return this._onChangeCallback(),this}setFromUnitVectors(e,t){let n=e.dot(t)+1;return n<1e-8?(n=0,Math.abs(e.x)>Math.abs(e.z)?(this._x=-e.y,this._y=e.x,this._z=0,this._w=n):(this._x=0,this._y=-e.z,this._z=e.y,this._w=n)):(this._x=e.y*t.z-e.z*t.y,this._y=e.z*t.x-e.x*t.z,this._z=e.x*t.y-e.y*t.x,this._w=n),this.normalize()}angleTo(e){return 2*Math.acos(Math.abs(Ge(this.dot(e),-1,1)))}rotateTowards(e,t){let n=this.angleTo(e);if(n===0)return this;let s=Math.min(1,t/n);return this.slerp(e,s),this}identity(){return this.set(0,0,0,1)}invert(){return this.conjugate()}conjugate(){return this._x*=-1,this._y*=-1,this._z*=-1,this._onChangeCallback(),this}dot(e){return this._x*e._x+this._y*e._y+this._z*e._z+this._w*e._w}lengthSq(){return this._x*this._x+this._y*this._y+this._z*this._z+this._w*this._w}length(){return Math.sqrt(this._x*this._x+this._y*this._y+this._z*this._z+this._w*this._w)}normalize(){let e=this.length();return e===0?(this._x=0,this._y=0,this._z=0,this._w=1):(e=1/e,this._x=this._x*e,this._y=this._y*e,this._z=this._z*e,this._w=this._w*e),this._onChangeCallback(),this}multiply(e){return this.multiplyQuaternions(this,e)}premultiply(e){return this.multiplyQuaternions(e,this)}multiplyQuaternions(e,t){let n=e._x,s=e._y,r=e._z,o=e._w,a=t._x,l=t._y,c=t._z,h=t._w;return this._x=n*h+o*a+s*c-r*l,this._y=s*h+o*l+r*a-n*c,this._z=r*h+o*c+n*l-s*a,this._w=o*h-n*a-s*l-r*c,this._onChangeCallback(),this}slerp(e,t){let n=e._x,s=e._y,r=e._z,o=e._w,a=this.dot(e);a<0&&(n=-n,s=-s,r=-r,o=-o,a=-a);let l=1-t;if(a<.9995){let c=Math.acos(a),h=Math.sin(c);l=Math.sin(l*c)/h,t=Math.sin(t*c)/h,this._x=this._x*l+n*t,this._y=this._y*l+s*t,this._z=this._z*l+r*t,this._w=this._w*l+o*t,this._onChangeCallback()}else this._x=this._x*l+n*t,this._y=this._y*l+s*t,this._z=this._z*l+r*t,this._w=this._w*l+o*t,this.normalize();return this}slerpQuaternions(e,t,n){return this.copy(e).slerp(t,n)}random(){let e=2*Math.PI*Math.random(),t=2*Math.PI*Math.random(),n=Math.random(),s=Math.sqrt(1-n),r=Math.sqrt(n);return this.set(s*Math.sin(e),s*Math.cos(e),r*Math.sin(t),r*Math.cos(t))}equals(e){return e._x===this._x&&e._y===this._y&&e._z===this._z&&e._w===this._w}fromArray(e,t=0){return this._x=e[t],this._y=e[t+1],this._z=e[t+2],this._w=e[t+3],this._onChangeCallback(),this}toArray(e=[],t=0){return e[t]=this._x,e[t+1]=this._y,e[t+2]=this._z,e[t+3]=this._w,e}fromBufferAttribute(e,t){return this._x=e.getX(t),this._y=e.getY(t),this._z=e.getZ(t),this._w=e.getW(t),this._onChangeCallback(),this}toJSON(){return this.toArray()}_onChange(e){return this._onChangeCallback=e,this}_onChangeCallback(){}*[Symbol.iterator](){yield this._x,yield this._y,yield this._z,yield this._w}},N=class{static{this.prototype.isVector3=!0}constructor(e=0,t=0,n=0){this.x=e,this.y=t,this.z=n}set(e,t,n){return n===void 0&&(n=this.z),this.x=e,this.y=t,this.z=n,this}setScalar(e){return this.x=e,this.y=e,this.z=e,this}setX(e){return this.x=e,this}setY(e){return this.y=e,this}setZ(e){return this.z=e,this}setComponent(e,t){switch(e){case 0:this.x=t;break;case 1:this.y=t;break;case 2:this.z=t;break;default:throw new Error("THREE.Vector3: index is out of range: "+e)}return this}getComponent(e){switch(e){case 0:return this.x;case 1:return this.y;case 2:return this.z;default:throw new Error("THREE.Vector3: index is out of range: "+e)}}clone(){return new this.constructor(this.x,this.y,this.z)}copy(e){return this.x=e.x,this.y=e.y,this.z=e.z,this}add(e){return this.x+=e.x,this.y+=e.y,this.z+=e.z,this}addScalar(e){return this.x+=e,this.y+=e,this.z+=e,this}addVectors(e,t){return this.x=e.x+t.x,this.y=e.y+t.y,this.z=e.z+t.z,this}addScaledVector(e,t){return this.x+=e.x*t,this.y+=e.y*t,this.z+=e.z*t,this}sub(e){return this.x-=e.x,this.y-=e.y,this.z-=e.z,this}subScalar(e){return this.x-=e,this.y-=e,this.z-=e,this}subVectors(e,t){return this.x=e.x-t.x,this.y=e.y-t.y,this.z=e.z-t.z,this}multiply(e){return this.x*=e.x,this.y*=e.y,this.z*=e.z,this}multiplyScalar(e){return this.x*=e,this.y*=e,this.z*=e,this}multiplyVectors(e,t){return this.x=e.x*t.x,this.y=e.y*t.y,this.z=e.z*t.z,this}applyEuler(e){return this.applyQuaternion(jd.setFromEuler(e))}applyAxisAngle(e,t){return this.applyQuaternion(jd.setFromAxisAngle(e,t))}applyMatrix3(e){let t=this.x,n=this.y,s=this.z,r=e.elements;return this.x=r[0]*t+r[3]*n+r[6]*s,this.y=r[1]*t+r[4]*n+r[7]*s,this.z=r[2]*t+r[5]*n+r[8]*s,this}applyNormalMatrix(e){return this.applyMatrix3(e).normalize()}applyMatrix4(e){let t=this.x,n=this.y,s=this.z,r=e.elements,o=1/(r[3]*t+r[7]*n+r[11]*s+r[15]);return this.x=(r[0]*t+r[4]*n+r[8]*s+r[12])*o,this.y=(r[1]*t+r[5]*n+r[9]*s+r[13])*o,this.z=(r[2]*t+r[6]*n+r[10]*s+r[14])*o,this}applyQuaternion(e){let t=this.x,n=this.y,s=this.z,r=e.x,o=e.y,a=e.z,l=e.w,c=2*(o*s-a*n),h=2*(a*t-r*s),u=2*(r*n-o*t);return this.x=t+l*c+o*u-a*h,this.y=n+l*h+a*c-r*u,this.z=s+l*u+r*h-o*c,this}project(e){return this.applyMatrix4(e.matrixWorldInverse).applyMatrix4(e.projectionMatrix)}unproject(e){return this.applyMatrix4(e.projectionMatrixInverse).applyMatrix4(e.matrixWorld)}transformDirection(e){let t=this.x,n=this.y,s=this.z,r=e.elements;return this.x=r[0]*t+r[4]*n+r[8]*s,this.y=r[1]*t+r[5]*n+r[9]*s,this.z=r[2]*t+r[6]*n+r[10]*s,this.normalize()}divide(e){return this.x/=e.x,this.y/=e.y,this.z/=e.z,this}divideScalar(e){return this.multiplyScalar(1/e)}min(e){return this.x=Math.min(this.x,e.x),this.y=Math.min(this.y,e.y),this.z=Math.min(this.z,e.z),this}max(e){return this.x=Math.max(this.x,e.x),this.y=Math.max(this.y,e.y),this.z=Math.max(this.z,e.z),this}clamp(e,t){return this.x=Ge(this.x,e.x,t.x),this.y=Ge(this.y,e.y,t.y),this.z=Ge(this.z,e.z,t.z),this}clampScalar(e,t){return this.x=Ge(this.x,e,t),this.y=Ge(this.y,e,t),this.z=Ge(this.z,e,t),this}clampLength(e,t){let n=this.length();return this.divideScalar(n||1).multiplyScalar(Ge(n,e,t))}floor(){return this.x=Math.floor(this.x),this.y=Math.floor(this.y),this.z=Math.floor(this.z),this}ceil(){return this.x=Math.ceil(this.x),this.y=Math.ceil(this.y),this.z=Math.ceil(this.z),this}round(){return this.x=Math.round(this.x),this.y=Math.round(this.y),this.z=Math.round(this.z),this}roundToZero(){return this.x=Math.trunc(this.x),this.y=Math.trunc(this.y),this.z=Math.trunc(this.z),this}negate(){return this.x=-this.x,this.y=-this.y,this.z=-this.z,this}dot(e){return this.x*e.x+this.y*e.y+this.z*e.z}lengthSq(){return this.x*this.x+this.y*this.y+this.z*this.z}length(){return Math.sqrt(this.x*this.x+this.y*this.y+this.z*this.z)}manhattanLength(){return Math.abs(this.x)+Math.abs(this.y)+Math.abs(this.z)}normalize(){return this.divideScalar(this.length()||1)}setLength(e){return this.normalize().multiplyScalar(e)}lerp(e,t){return this.x+=(e.x-this.x)*t,this.y+=(e.y-this.y)*t,this.z+=(e.z-this.z)*t,this}lerpVectors(e,t,n){return this.x=e.x+(t.x-e.x)*n,this.y=e.y+(t.y-e.y)*n,this.z=e.z+(t.z-e.z)*n,this}cross(e){return this.crossVectors(this,e)}crossVectors(e,t){let n=e.x,s=e.y,r=e.z,o=t.x,a=t.y,l=t.z;return this.x=s*l-r*a,this.y=r*o-n*l,this.z=n*a-s*o,this}projectOnVector(e){let t=e.lengthSq();if(t===0)return this.set(0,0,0);let n=e.dot(this)/t;return this.copy(e).multiplyScalar(n)}projectOnPlane(e){return zc.copy(this).projectOnVector(e),this.sub(zc)}reflect(e){return this.sub(zc.copy(e).multiplyScalar(2*this.dot(e)))}angleTo(e){let t=Math.sqrt(this.lengthSq()*e.lengthSq());if(t===0)return Math.PI/2;let n=this.dot(e)/t;return Math.acos(Ge(n,-1,1))}distanceTo(e){return Math.sqrt(this.distanceToSquared(e))}distanceToSquared(e){let t=this.x-e.x,n=this.y-e.y,s=this.z-e.z;return t*t+n*n+s*s}manhattanDistanceTo(e){return Math.abs(this.x-e.x)+Math.abs(this.y-e.y)+Math.abs(this.z-e.z)}setFromSpherical(e){return this.setFromSphericalCoords(e.radius,e.phi,e.theta)}setFromSphericalCoords(e,t,n){let s=Math.sin(t)*e;return this.x=s*Math.sin(n),this.y=Math.cos(t)*e,this.z=s*Math.cos(n),this}setFromCylindrical(e){return this.setFromCylindricalCoords(e.radius,e.theta,e.y)}setFromCylindricalCoords(e,t,n){return this.x=e*Math.sin(t),this.y=n,this.z=e*Math.cos(t),this}setFromMatrixPosition(e){let t=e.elements;return this.x=t[12],this.y=t[13],this.z=t[14],this}setFromMatrixScale(e){let t=this.setFromMatrixColumn(e,0).length(),n=this.setFromMatrixColumn(e,1).length(),s=this.setFromMatrixColumn(e,2).length();return this.x=t,this.y=n,this.z=s,this}setFromMatrixColumn(e,t){return this.fromArray(e.elements,t*4)}setFromMatrix3Column(e,t){return this.fromArray(e.elements,t*3)}setFromEuler(e){return this.x=e._x,this.y=e._y,this.z=e._z,this}setFromColor(e){return this.x=e.r,this.y=e.g,this.z=e.b,this}equals(e){return e.x===this.x&&e.y===this.y&&e.z===this.z}fromArray(e,t=0){return this.x=e[t],this.y=e[t+1],this.z=e[t+2],this}toArray(e=[],t=0){return e[t]=this.x,e[t+1]=this.y,e[t+2]=this.z,e}fromBufferAttribute(e,t){return this.x=e.getX(t),this.y=e.getY(t),this.z=e.getZ(t),this}random(){return this.x=Math.random(),this.y=Math.random(),this.z=Math.random(),this}randomDirection(){let e=Math.random()*Math.PI*2,t=Math.random()*2-1,n=Math.sqrt(1-t*t);return this.x=n*Math.cos(e),this.y=t,this.z=n*Math.sin(e),this}*[Symbol.iterator](){yield this.x,yield this.y,yield this.z}},zc=new N,jd=new un,Fe=class{static{this.prototype.isMatrix3=!0}constructor(e,t,n,s,r,o,a,l,c){this.elements=[1,0,0,0,1,0,0,0,1],e!==void 0&&this.set(e,t,n,s,r,o,a,l,c)}set(e,t,n,s,r,o,a,l,c){let h=this.elements;return h[0]=e,h[1]=s,h[2]=a,h[3]=t,h[4]=r,h[5]=l,h[6]=n,h[7]=o,h[8]=c,this}identity(){return this.set(1,0,0,0,1,0,0,0,1),this}copy(e){let t=this.elements,n=e.elements;return t[0]=n[0],t[1]=n[1],t[2]=n[2],t[3]=n[3],t[4]=n[4],t[5]=n[5],t[6]=n[6],t[7]=n[7],t[8]=n[8],this}extractBasis(e,t,n){return e.setFromMatrix3Column(this,0),t.setFromMatrix3Column(this,1),n.setFromMatrix3Column(this,2),this}setFromMatrix4(e){let t=e.elements;return this.set(t[0],t[4],t[8],t[1],t[5],t[9],t[2],t[6],t[10]),this}multiply(e){return this.multiplyMatrices(this,e)}premultiply(e){return this.multiplyMatrices(e,this)}multiplyMatrices(e,t){let n=e.elements,s=t.elements,r=this.elements,o=n[0],a=n[3],l=n[6],c=n[1],h=n[4],u=n[7],d=n[2],p=n[5],g=n[8],_=s[0],m=s[3],f=s[6],b=s[1],A=s[4],S=s[7],C=s[2],E=s[5],x=s[8];return r[0]=o*_+a*b+l*C,r[3]=o*m+a*A+l*E,r[6]=o*f+a*S+l*x,r[1]=c*_+h*b+u*C,r[4]=c*m+h*A+u*E,r[7]=c*f+h*S+u*x,r[2]=d*_+p*b+g*C,r[5]=d*m+p*A+g*E,r[8]=d*f+p*S+g*x,this}multiplyScalar(e){let t=this.elements;return t[0]*=e,t[3]*=e,t[6]*=e,t[1]*=e,t[4]*=e,t[7]*=e,t[2]*=e,t[5]*=e,t[8]*=e,this}determinant(){let e=this.elements,t=e[0],n=e[1],s=e[2],r=e[3],o=e[4],a=e[5],l=e[6],c=e[7],h=e[8];return t*o*h-t*a*c-n*r*h+n*a*l+s*r*c-s*o*l}invert(){let e=this.elements,t=e[0],n=e[1],s=e[2],r=e[3],o=e[4],a=e[5],l=e[6],c=e[7],h=e[8],u=h*o-a*c,d=a*l-h*r,p=c*r-o*l,g=t*u+n*d+s*p;if(g===0)return this.set(0,0,0,0,0,0,0,0,0);let _=1/g;return e[0]=u*_,e[1]=(s*c-h*n)*_,e[2]=(a*n-s*o)*_,e[3]=d*_,e[4]=(h*t-s*l)*_,e[5]=(s*r-a*t)*_,e[6]=p*_,e[7]=(n*l-c*t)*_,e[8]=(o*t-n*r)*_,this}transpose(){let e,t=this.elements;return e=t[1],t[1]=t[3],t[3]=e,e=t[2],t[2]=t[6],t[6]=e,e=t[5],t[5]=t[7],t[7]=e,this}getNormalMatrix(e){return this.setFromMatrix4(e).invert().transpose()}transposeIntoArray(e){let t=this.elements;return e[0]=t[0],e[1]=t[3],e[2]=t[6],e[3]=t[1],e[4]=t[4],e[5]=t[7],e[6]=t[2],e[7]=t[5],e[8]=t[8],this}setUvTransform(e,t,n,s,r,o,a){let l=Math.cos(r),c=Math.sin(r);return this.set(n*l,n*c,-n*(l*o+c*a)+o+e,-s*c,s*l,-s*(-c*o+l*a)+a+t,0,0,1),this}scale(e,t){return cr("Matrix3: .scale() is deprecated. Use .makeScale() instead."),this.premultiply(Hc.makeScale(e,t)),this}rotate(e){return cr("Matrix3: .rotate() is deprecated. Use .makeRotation() instead."),this.premultiply(Hc.makeRotation(-e)),this}translate(e,t){return cr("Matrix3: .translate() is deprecated. Use .makeTranslation() instead."),this.premultiply(Hc.makeTranslation(e,t)),this}makeTranslation(e,t){return e.isVector2?this.set(1,0,e.x,0,1,e.y,0,0,1):this.set(1,0,e,0,1,t,0,0,1),this}makeRotation(e){let t=Math.cos(e),n=Math.sin(e);return this.set(t,-n,0,n,t,0,0,0,1),this}makeScale(e,t){return this.set(e,0,0,0,t,0,0,0,1),this}equals(e){let t=this.elements,n=e.elements;for(let s=0;s<9;s++)if(t[s]!==n[s])return!1;return!0}fromArray(e,t=0){for(let n=0;n<9;n++)this.elements[n]=e[n+t];return this}toArray(e=[],t=0){let n=this.elements;return e[t]=n[0],e[t+1]=n[1],e[t+2]=n[2],e[t+3]=n[3],e[t+4]=n[4],e[t+5]=n[5],e[t+6]=n[6],e[t+7]=n[7],e[t+8]=n[8],e}clone(){return new this.constructor().fromArray(this.elements)}},Hc=new Fe,Zd=new Fe().set(.4123908,.3575843,.1804808,.212639,.7151687,.0721923,.0193308,.1191948,.9505322),Jd=new Fe().set(3.2409699,-1.5373832,-.4986108,-.9692436,1.8759675,.0415551,.0556301,-.203977,1.0569715);function Yx(){let i={enabled:!0,workingColorSpace:pr,spaces:{},convert:function(s,r,o){return this.enabled===!1||r===o||!r||!o||(this.spaces[r].transfer===et&&(s.r=ni(s.r),s.g=ni(s.g),s.b=ni(s.b)),this.spaces[r].primaries!==this.spaces[o].primaries&&(s.applyMatrix3(this.spaces[r].toXYZ),s.applyMatrix3(this.spaces[o].fromXYZ)),this.spaces[o].transfer===et&&(s.r=Ts(s.r),s.g=Ts(s.g),s.b=Ts(s.b))),s},workingToColorSpace:function(s,r){return this.convert(s,this.workingColorSpace,r)},colorSpaceToWorking:function(s,r){return this.convert(s,r,this.workingColorSpace)},getPrimaries:function(s){return this.spaces[s].primaries},getTransfer:function(s){return s===li?fr:this.spaces[s].transfer},getToneMappingMode:function(s){return this.spaces[s].outputColorSpaceConfig.toneMappingMode||"standard"},getLuminanceCoefficients:function(s,r=this.workingColorSpace){return s.fromArray(this.spaces[r].luminanceCoefficients)},define:function(s){Object.assign(this.spaces,s)},_getMatrix:function(s,r,o){return s.copy(this.spaces[o].fromXYZ).multiply(this.spaces[r].toXYZ)},_getDrawingBufferColorSpace:function(s){return this.spaces[s].outputColorSpaceConfig.drawingBufferColorSpace},_getUnpackColorSpace:function(s=this.workingColorSpace){return this.spaces[s].workingColorSpaceConfig.unpackColorSpace}},e=[.64,.33,.3,.6,.15,.06],t=[.2126,.7152,.0722],n=[.3127,.329];return i.define({[pr]:{primaries:e,whitePoint:n,transfer:fr,toXYZ:Zd,fromXYZ:Jd,luminanceCoefficients:t,workingColorSpaceConfig:{unpackColorSpace:Jt},outputColorSpaceConfig:{drawingBufferColorSpace:Jt}},[Jt]:{primaries:e,whitePoint:n,transfer:et,toXYZ:Zd,fromXYZ:Jd,luminanceCoefficients:t,outputColorSpaceConfig:{drawingBufferColorSpace:Jt}}}),i}var Ye=Yx();function ni(i){return i<.04045?i*.0773993808:Math.pow(i*.9478672986+.0521327014,2.4)}function Ts(i){return i<.0031308?i*12.92:1.055*Math.pow(i,.41666)-.055}var ps,la=class{static getDataURL(e,t="image/png"){if(/^data:/i.test(e.src)||typeof HTMLCanvasElement>"u")return e.src;let n;if(e instanceof HTMLCanvasElement)n=e;else{ps===void 0&&(ps=mr("canvas")),ps.width=e.width,ps.height=e.height;let s=ps.getContext("2d");e instanceof ImageData?s.putImageData(e,0,0):s.drawImage(e,0,0,e.width,e.height),n=ps}return n.toDataURL(t)}static sRGBToLinear(e){if(typeof HTMLImageElement<"u"&&e instanceof HTMLImageElement||typeof HTMLCanvasElement<"u"&&e instanceof HTMLCanvasElement||typeof ImageBitmap<"u"&&e instanceof ImageBitmap){let t=mr("canvas");t.width=e.width,t.height=e.height;let n=t.getContext("2d");n.drawImage(e,0,0,e.width,e.height);let s=n.getImageData(0,0,e.width,e.height),r=s.data;for(let o=0;o<r.length;o++)r[o]=ni(r[o]/255)*255;return n.putImageData(s,0,0),t}else if(e.data){let t=e.data.slice(0);for(let n=0;n<t.length;n++)t instanceof Uint8Array||t instanceof Uint8ClampedArray?t[n]=Math.floor(ni(t[n]/255)*255):t[n]=ni(t[n]);return{data:t,width:e.width,height:e.height}}else return Ce("ImageUtils.sRGBToLinear(): Unsupported image type. No color space conversion applied."),e}},Kx=0,Ki=class{constructor(e=null){this.isTextureSource=!0,Object.defineProperty(this,"id",{value:Kx++}),this.uuid=Bs(),this.data=e,this.dataReady=!0,this.version=0}getSize(e){let t=this.data;return typeof HTMLVideoElement<"u"&&t instanceof HTMLVideoElement?e.set(t.videoWidth,t.videoHeight,0):typeof VideoFrame<"u"&&t instanceof VideoFrame?e.set(t.displayWidth,t.displayHeight,0):t!==null?e.set(t.width||0,t.height||0,t.depth||0):e.set(0,0,0),e}set needsUpdate(e){e===!0&&this.version++}toJSON(e){let t=e===void 0||typeof e=="string";if(!t&&e.images[this.uuid]!==void 0)return e.images[this.uuid];let n={uuid:this.uuid,url:""},s=this.data;if(s!==null){let r;if(Array.isArray(s)){r=[];for(let o=0,a=s.length;o<a;o++)s[o].isDataTexture?r.push(Vc(s[o].image)):r.push(Vc(s[o]))}else r=Vc(s);n.url=r}return t||(e.images[this.uuid]=n),n}};function Vc(i){return typeof HTMLImageElement<"u"&&i instanceof HTMLImageElement||typeof HTMLCanvasElement<"u"&&i instanceof HTMLCanvasElement||typeof ImageBitmap<"u"&&i instanceof ImageBitmap?la.getDataURL(i):i.data?{data:Array.from(i.data),width:i.width,height:i.height,type:i.data.constructor.name}:(Ce("Texture: Unable to serialize Texture."),{})}var jx=0,Gc=new N,en=class i extends Cn{constructor(e=i.DEFAULT_IMAGE,t=i.DEFAULT_MAPPING,n=Bn,s=Bn,r=Rt,o=oi,a=In,l=Kt,c=i.DEFAULT_ANISOTROPY,h=li){super(),this.isTexture=!0,Object.defineProperty(this,"id",{value:jx++}),this.uuid=Bs(),this.name="",this.source=new Ki(e),this.mipmaps=[],this.mapping=t,this.channel=0,this.wrapS=n,this.wrapT=s,this.magFilter=r,this.minFilter=o,this.anisotropy=c,this.format=a,this.internalFormat=null,this.type=l,this.offset=new Ie(0,0),this.repeat=new Ie(1,1),this.center=new Ie(0,0),this.rotation=0,this.matrixAutoUpdate=!0,this.matrix=new Fe,this.generateMipmaps=!0,this.mipmapsAutoUpdate=!0,this.premultiplyAlpha=!1,this.flipY=!0,this.unpackAlignment=4,this.colorSpace=h,this.userData={},this.updateRanges=[],this.version=0,this.onUpdate=null,this.renderTarget=null,this.isRenderTargetTexture=!1,this.isArrayTexture=!!(e&&e.depth&&e.depth>1),this.pmremVersion=0,this.isPMREMTexture=!1,this.normalized=!1}get width(){return this.source.getSize(Gc).x}get height(){return this.source.getSize(Gc).y}get depth(){return this.source.getSize(Gc).z}get image(){return this.source.data}set image(e){this.source.data=e}updateMatrix(){this.matrix.setUvTransform(this.offset.x,this.offset.y,this.repeat.x,this.repeat.y,this.rotation,this.center.x,this.center.y)}addUpdateRange(e,t){this.updateRanges.push({start:e,count:t})}clearUpdateRanges(){this.updateRanges.length=0}clone(){return new this.constructor().copy(this)}copy(e){return this.name=e.name,this.source=e.source,this.mipmaps=e.mipmaps.slice(0),this.mapping=e.mapping,this.channel=e.channel,this.wrapS=e.wrapS,this.wrapT=e.wrapT,this.magFilter=e.magFilter,this.minFilter=e.minFilter,this.anisotropy=e.anisotropy,this.format=e.format,this.internalFormat=e.internalFormat,this.type=e.type,this.normalized=e.normalized,this.offset.copy(e.offset),this.repeat.copy(e.repeat),this.center.copy(e.center),this.rotation=e.rotation,this.matrixAutoUpdate=e.matrixAutoUpdate,this.matrix.copy(e.matrix),this.generateMipmaps=e.generateMipmaps,this.mipmapsAutoUpdate=e.mipmapsAutoUpdate,this.premultiplyAlpha=e.premultiplyAlpha,this.flipY=e.flipY,this.unpackAlignment=e.unpackAlignment,this.colorSpace=e.colorSpace,this.renderTarget=e.renderTarget,this.isRenderTargetTexture=e.isRenderTargetTexture,this.isPMREMTexture=e.isPMREMTexture,this.isArrayTexture=e.isArrayTexture,this.userData=JSON.parse(JSON.stringify(e.userData)),this.needsUpdate=!0,this}setValues(e){for(let t in e){let n=e[t];if(n===void 0){Ce(`Texture.setValues(): parameter '${t}' has value of undefined.`);continue}let s=this[t];if(s===void 0){Ce(`Texture.setValues(): property '${t}' does not exist.`);continue}s&&n&&s.isVector2&&n.isVector2||s&&n&&s.isVector3&&n.isVector3||s&&n&&s.isMatrix3&&n.isMatrix3?s.copy(n):this[t]=n}}toJSON(e){let t=e===void 0||typeof e=="string";if(!t&&e.textures[this.uuid]!==void 0)return e.textures[this.uuid];let n={metadata:{version:4.7,type:"Texture",generator:"Texture.toJSON"},uuid:this.uuid,name:this.name,image:this.source.toJSON(e).uuid,mapping:this.mapping,channel:this.channel,repeat:[this.repeat.x,this.repeat.y],offset:[this.offset.x,this.offset.y],center:[this.center.x,this.center.y],rotation:this.rotation,wrap:[this.wrapS,this.wrapT],format:this.format,internalFormat:this.internalFormat,type:this.type,normalized:this.normalized,colorSpace:this.colorSpace,minFilter:this.minFilter,magFilter:this.magFilter,anisotropy:this.anisotropy,flipY:this.flipY,generateMipmaps:this.generateMipmaps,mipmapsAutoUpdate:this.mipmapsAutoUpdate,premultiplyAlpha:this.premultiplyAlpha,unpackAlignment:this.unpackAlignment};return Object.keys(this.userData).length>0&&(n.userData=this.userData),t||(e.textures[this.uuid]=n),n}dispose(){this.dispatchEvent({type:"dispose"})}transformUv(e){if(this.mapping!==Ch)return e;if(e.applyMatrix3(this.matrix),e.x<0||e.x>1)switch(this.wrapS){case ra:e.x=e.x-Math.floor(e.x);break;case Bn:e.x=e.x<0?0:1;break;case oa:Math.abs(Math.floor(e.x)%2)===1?e.x=Math.ceil(e.x)-e.x:e.x=e.x-Math.floor(e.x);break}if(e.y<0||e.y>1)switch(this.wrapT){case ra:e.y=e.y-Math.floor(e.y);break;case Bn:e.y=e.y<0?0:1;break;case oa:Math.abs(Math.floor(e.y)%2)===1?e.y=Math.ceil(e.y)-e.y:e.y=e.y-Math.floor(e.y);break}return this.flipY&&(e.y=1-e.y),e}set needsUpdate(e){e===!0&&(this.version++,this.source.needsUpdate=!0)}set needsPMREMUpdate(e){e===!0&&this.pmremVersion++}};en.DEFAULT_IMAGE=null;en.DEFAULT_MAPPING=Ch;en.DEFAULT_ANISOTROPY=1;var pt=class{static{this.prototype.isVector4=!0}constructor(e=0,t=0,n=0,s=1){this.x=e,this.y=t,this.z=n,this.w=s}get width(){return this.z}set width(e){this.z=e}get height(){return this.w}set height(e){this.w=e}set(e,t,n,s){return this.x=e,this.y=t,this.z=n,this.w=s,this}setScalar(e){return this.x=e,this.y=e,this.z=e,this.w=e,this}setX(e){return this.x=e,this}setY(e){return this.y=e,this}setZ(e){return this.z=e,this}setW(e){return this.w=e,this}setComponent(e,t){switch(e){case 0:this.x=t;break;case 1:this.y=t;break;case 2:this.z=t;break;case 3:this.w=t;break;default:throw new Error("THREE.Vector4: index is out of range: "+e)}return this}getComponent(e){switch(e){case 0:return this.x;case 1:return this.y;case 2:return this.z;case 3:return this.w;default:throw new Error("THREE.Vector4: index is out of range: "+e)}}clone(){return new this.constructor(this.x,this.y,this.z,this.w)}copy(e){return this.x=e.x,this.y=e.y,this.z=e.z,this.w=e.w!==void 0?e.w:1,this}add(e){return this.x+=e.x,this.y+=e.y,this.z+=e.z,this.w+=e.w,this}addScalar(e){return this.x+=e,this.y+=e,this.z+=e,this.w+=e,this}addVectors(e,t){return this.x=e.x+t.x,this.y=e.y+t.y,this.z=e.z+t.z,this.w=e.w+t.w,this}addScaledVector(e,t){return this.x+=e.x*t,this.y+=e.y*t,this.z+=e.z*t,this.w+=e.w*t,this}sub(e){return this.x-=e.x,this.y-=e.y,this.z-=e.z,this.w-=e.w,this}subScalar(e){return this.x-=e,this.y-=e,this.z-=e,this.w-=e,this}subVectors(e,t){return this.x=e.x-t.x,this.y=e.y-t.y,this.z=e.z-t.z,this.w=e.w-t.w,this}multiply(e){return this.x*=e.x,this.y*=e.y,this.z*=e.z,this.w*=e.w,this}multiplyScalar(e){return this.x*=e,this.y*=e,this.z*=e,this.w*=e,this}applyMatrix4(e){let t=this.x,n=this.y,s=this.z,r=this.w,o=e.elements;return this.x=o[0]*t+o[4]*n+o[8]*s+o[12]*r,this.y=o[1]*t+o[5]*n+o[9]*s+o[13]*r,this.z=o[2]*t+o[6]*n+o[10]*s+o[14]*r,this.w=o[3]*t+o[7]*n+o[11]*s+o[15]*r,this}divide(e){return this.x/=e.x,this.y/=e.y,this.z/=e.z,this.w/=e.w,this}divideScalar(e){return this.multiplyScalar(1/e)}setAxisAngleFromQuaternion(e){this.w=2*Math.acos(e.w);let t=Math.sqrt(1-e.w*e.w);return t<1e-4?(this.x=1,this.y=0,this.z=0):(this.x=e.x/t,this.y=e.y/t,this.z=e.z/t),this}setAxisAngleFromRotationMatrix(e){let t,n,s,r,l=e.elements,c=l[0],h=l[4],u=l[8],d=l[1],p=l[5],g=l[9],_=l[2],m=l[6],f=l[10];if(Math.abs(h-d)<.01&&Math.abs(u-_)<.01&&Math.abs(g-m)<.01){if(Math.abs(h+d)<.1&&Math.abs(u+_)<.1&&Math.abs(g+m)<.1&&Math.abs(c+p+f-3)<.1)return this.set(1,0,0,0),this;t=Math.PI;let A=(c+1)/2,S=(p+1)/2,C=(f+1)/2,E=(h+d)/4,x=(u+_)/4,M=(g+m)/4;return A>S&&A>C?A<.01?(n=0,s=.707106781,r=.707106781):(n=Math.sqrt(A),s=E/n,r=x/n):S>C?S<.01?(n=.707106781,s=0,r=.707106781):(s=Math.sqrt(S),n=E/s,r=M/s):C<.01?(n=.707106781,s=.707106781,r=0):(r=Math.sqrt(C),n=x/r,s=M/r),this.set(n,s,r,t),this}let b=Math.sqrt((m-g)*(m-g)+(u-_)*(u-_)+(d-h)*(d-h));return Math.abs(b)<.001&&(b=1),this.x=(m-g)/b,this.y=(u-_)/b,this.z=(d-h)/b,this.w=Math.acos((c+p+f-1)/2),this}setFromMatrixPosition(e){let t=e.elements;return this.x=t[12],this.y=t[13],this.z=t[14],this.w=t[15],this}min(e){return this.x=Math.min(this.x,e.x),this.y=Math.min(this.y,e.y),this.z=Math.min(this.z,e.z),this.w=Math.min(this.w,e.w),this}max(e){return this.x=Math.max(this.x,e.x),this.y=Math.max(this.y,e.y),this.z=Math.max(this.z,e.z),this.w=Math.max(this.w,e.w),this}clamp(e,t){return this.x=Ge(this.x,e.x,t.x),this.y=Ge(this.y,e.y,t.y),this.z=Ge(this.z,e.z,t.z),this.w=Ge(this.w,e.w,t.w),this}clampScalar(e,t){return this.x=Ge(this.x,e,t),this.y=Ge(this.y,e,t),this.z=Ge(this.z,e,t),this.w=Ge(this.w,e,t),this}clampLength(e,t){let n=this.length();return this.divideScalar(n||1).multiplyScalar(Ge(n,e,t))}floor(){return this.x=Math.floor(this.x),this.y=Math.floor(this.y),this.z=Math.floor(this.z),this.w=Math.floor(this.w),this}ceil(){return this.x=Math.ceil(this.x),this.y=Math.ceil(this.y),this.z=Math.ceil(this.z),this.w=Math.ceil(this.w),this}round(){return this.x=Math.round(this.x),this.y=Math.round(this.y),this.z=Math.round(this.z),this.w=Math.round(this.w),this}roundToZero(){return this.x=Math.trunc(this.x),this.y=Math.trunc(this.y),this.z=Math.trunc(this.z),this.w=Math.trunc(this.w),this}negate(){return this.x=-this.x,this.y=-this.y,this.z=-this.z,this.w=-this.w,this}dot(e){return this.x*e.x+this.y*e.y+this.z*e.z+this.w*e.w}lengthSq(){return this.x*this.x+this.y*this.y+this.z*this.z+this.w*this.w}length(){return Math.sqrt(this.x*this.x+this.y*this.y+this.z*this.z+this.w*this.w)}manhattanLength(){return Math.abs(this.x)+Math.abs(this.y)+Math.abs(this.z)+Math.abs(this.w)}normalize(){return this.divideScalar(this.length()||1)}setLength(e){return this.normalize().multiplyScalar(e)}lerp(e,t){return this.x+=(e.x-this.x)*t,this.y+=(e.y-this.y)*t,this.z+=(e.z-this.z)*t,this.w+=(e.w-this.w)*t,this}lerpVectors(e,t,n){return this.x=e.x+(t.x-e.x)*n,this.y=e.y+(t.y-e.y)*n,this.z=e.z+(t.z-e.z)*n,this.w=e.w+(t.w-e.w)*n,this}equals(e){return e.x===this.x&&e.y===this.y&&e.z===this.z&&e.w===this.w}fromArray(e,t=0){return this.x=e[t],this.y=e[t+1],this.z=e[t+2],this.w=e[t+3],this}toArray(e=[],t=0){return e[t]=this.x,e[t+1]=this.y,e[t+2]=this.z,e[t+3]=this.w,e}fromBufferAttribute(e,t){return this.x=e.getX(t),this.y=e.getY(t),this.z=e.getZ(t),this.w=e.getW(t),this}random(){return this.x=Math.random(),this.y=Math.random(),this.z=Math.random(),this.w=Math.random(),this}*[Symbol.iterator](){yield this.x,yield this.y,yield this.z,yield this.w}},ca=class extends Cn{constructor(e=1,t=1,n={}){super(),n=Object.assign({generateMipmaps:!1,internalFormat:null,minFilter:Rt,depthBuffer:!0,stencilBuffer:!1,resolveColorBuffer:!0,resolveDepthBuffer:!0,resolveStencilBuffer:!0,storeMultisampledColorBuffer:!0,storeMultisampledDepthBuffer:!0,storeMultisampledStencilBuffer:!0,depthTexture:null,samples:0,count:1,depth:1,multiview:!1,useArrayDepthTexture:!1},n),this.isRenderTarget=!0,this.width=e,this.height=t,this.depth=n.depth,this.scissor=new pt(0,0,e,t),this.scissorTest=!1,this.viewport=new pt(0,0,e,t),this.textures=[];let s=n.count;for(let r=0;r<s;r++)this.textures[r]=new en({width:e,height:t,depth:n.depth}),this.textures[r].isRenderTargetTexture=!0,this.textures[r].renderTarget=this;this._setTextureOptions(n),this.depthBuffer=n.depthBuffer,this.stencilBuffer=n.stencilBuffer,this.resolveColorBuffer=n.resolveColorBuffer,this.resolveDepthBuffer=n.resolveDepthBuffer,this.resolveStencilBuffer=n.resolveStencilBuffer,this.storeMultisampledColorBuffer=n.storeMultisampledColorBuffer,this.storeMultisampledDepthBuffer=n.storeMultisampledDepthBuffer,this.storeMultisampledStencilBuffer=n.storeMultisampledStencilBuffer,this._depthTexture=null,this.depthTexture=n.depthTexture,this.samples=n.samples,this.multiview=n.multiview,this.useArrayDepthTexture=n.useArrayDepthTexture}_setTextureOptions(e={}){let t={minFilter:Rt,generateMipmaps:!1,flipY:!1,internalFormat:null};e.mapping!==void 0&&(t.mapping=e.mapping),e.wrapS!==void 0&&(t.wrapS=e.wrapS),e.wrapT!==void 0&&(t.wrapT=e.wrapT),e.wrapR!==void 0&&(t.wrapR=e.wrapR),e.magFilter!==void 0&&(t.magFilter=e.magFilter),e.minFilter!==void 0&&(t.minFilter=e.minFilter),e.format!==void 0&&(t.format=e.format),e.type!==void 0&&(t.type=e.type),e.anisotropy!==void 0&&(t.anisotropy=e.anisotropy),e.colorSpace!==void 0&&(t.colorSpace=e.colorSpace),e.flipY!==void 0&&(t.flipY=e.flipY),e.generateMipmaps!==void 0&&(t.generateMipmaps=e.generateMipmaps),e.mipmapsAutoUpdate!==void 0&&(t.mipmapsAutoUpdate=e.mipmapsAutoUpdate),e.internalFormat!==void 0&&(t.internalFormat=e.internalFormat);for(let n=0;n<this.textures.length;n++)this.textures[n].setValues(t)}get texture(){return this.textures[0]}set texture(e){this.textures[0]=e}set depthTexture(e){this._depthTexture!==null&&this._depthTexture.renderTarget===this&&(this._depthTexture.renderTarget=null),e!==null&&e.renderTarget===null&&(e.renderTarget=this),this._depthTexture=e}get depthTexture(){return this._depthTexture}setSize(e,t,n=1){if(this.width!==e||this.height!==t||this.depth!==n){this.width=e,this.height=t,this.depth=n;for(let s=0,r=this.textures.length;s<r;s++)this.textures[s].image.width=e,this.textures[s].image.height=t,this.textures[s].image.depth=n,this.textures[s].isData3DTexture!==!0&&(this.textures[s].isArrayTexture=this.textures[s].image.depth>1);this.dispose()}this.viewport.set(0,0,e,t),this.scissor.set(0,0,e,t)}clone(){return new this.constructor().copy(this)}copy(e){this.width=e.width,this.height=e.height,this.depth=e.depth,this.scissor.copy(e.scissor),this.scissorTest=e.scissorTest,this.viewport.copy(e.viewport),this.textures.length=0;for(let t=0,n=e.textures.length;t<n;t++){this.textures[t]=e.textures[t].clone(),this.textures[t].isRenderTargetTexture=!0,this.textures[t].renderTarget=this;let s=Object.assign({},e.textures[t].image);this.textures[t].source=new Ki(s)}if(this.depthBuffer=e.depthBuffer,this.stencilBuffer=e.stencilBuffer,this.resolveColorBuffer=e.resolveColorBuffer,this.resolveDepthBuffer=e.resolveDepthBuffer,this.resolveStencilBuffer=e.resolveStencilBuffer,this.storeMultisampledColorBuffer=e.storeMultisampledColorBuffer,this.storeMultisampledDepthBuffer=e.storeMultisampledDepthBuffer,this.storeMultisampledStencilBuffer=e.storeMultisampledStencilBuffer,e.depthTexture!==null)if(e.depthTexture.renderTarget===e){let t=e.depthTexture.clone();t.renderTarget=null,this.depthTexture=t}else this.depthTexture=e.depthTexture;else this.depthTexture=null;return this.samples=e.samples,this.multiview=e.multiview,this.useArrayDepthTexture=e.useArrayDepthTexture,this}dispose(){this.dispatchEvent({type:"dispose"})}},dn=class extends ca{constructor(e=1,t=1,n={}){super(e,t,n),this.isWebGLRenderTarget=!0}},gr=class extends en{constructor(e=null,t=1,n=1,s=1){super(null),this.isDataArrayTexture=!0,this.image={data:e,width:t,height:n,depth:s},this.magFilter=Mt,this.minFilter=Mt,this.wrapR=Bn,this.generateMipmaps=!1,this.flipY=!1,this.unpackAlignment=1,this.layerUpdates=new Set}copy(e){return super.copy(e),this.wrapR=e.wrapR,this}addLayerUpdate(e){this.layerUpdates.add(e)}clearLayerUpdates(){this.layerUpdates.clear()}};var ha=class extends en{constructor(e=null,t=1,n=1,s=1){super(null),this.isData3DTexture=!0,this.image={data:e,width:t,height:n,depth:s},this.magFilter=Mt,this.minFilter=Mt,this.wrapR=Bn,this.generateMipmaps=!1,this.flipY=!1,this.unpackAlignment=1}copy(e){return super.copy(e),this.wrapR=e.wrapR,this}};var at=class i{static{this.prototype.isMatrix4=!0}constructor(e,t,n,s,r,o,a,l,c,h,u,d,p,g,_,m){this.elements=[1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,1],e!==void 0&&this.set(e,t,n,s,r,o,a,l,c,h,u,d,p,g,_,m)}set(e,t,n,s,r,o,a,l,c,h,u,d,p,g,_,m){let f=this.elements;return f[0]=e,f[4]=t,f[8]=n,f[12]=s,f[1]=r,f[5]=o,f[9]=a,f[13]=l,f[2]=c,f[6]=h,f[10]=u,f[14]=d,f[3]=p,f[7]=g,f[11]=_,f[15]=m,this}identity(){return this.set(1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,1),this}clone(){return new i().fromArray(this.elements)}copy(e){let t=this.elements,n=e.elements;return t[0]=n[0],t[1]=n[1],t[2]=n[2],t[3]=n[3],t[4]=n[4],t[5]=n[5],t[6]=n[6],t[7]=n[7],t[8]=n[8],t[9]=n[9],t[10]=n[10],t[11]=n[11],t[12]=n[12],t[13]=n[13],t[14]=n[14],t[15]=n[15],this}copyPosition(e){let t=this.elements,n=e.elements;return t[12]=n[12],t[13]=n[13],t[14]=n[14],this}setFromMatrix3(e){let t=e.elements;return this.set(t[0],t[3],t[6],0,t[1],t[4],t[7],0,t[2],t[5],t[8],0,0,0,0,1),this}extractBasis(e,t,n){return this.determinantAffine()===0?(e.set(1,0,0),t.set(0,1,0),n.set(0,0,1),this):(e.setFromMatrixColumn(this,0),t.setFromMatrixColumn(this,1),n.setFromMatrixColumn(this,2),this)}makeBasis(e,t,n){return this.set(e.x,t.x,n.x,0,e.y,t.y,n.y,0,e.z,t.z,n.z,0,0,0,0,1),this}extractRotation(e){if(e.determinantAffine()===0)return this.identity();let t=this.elements,n=e.elements,s=1/fs.setFromMatrixColumn(e,0).length(),r=1/fs.setFromMatrixColumn(e,1).length(),o=1/fs.setFromMatrixColumn(e,2).length();return t[0]=n[0]*s,t[1]=n[1]*s,t[2]=n[2]*s,t[3]=0,t[4]=n[4]*r,t[5]=n[5]*r,t[6]=n[6]*r,t[7]=0,t[8]=n[8]*o,t[9]=n[9]*o,t[10]=n[10]*o,t[11]=0,t[12]=0,t[13]=0,t[14]=0,t[15]=1,this}makeRotationFromEuler(e){let t=this.elements,n=e.x,s=e.y,r=e.z,o=Math.cos(n),a=Math.sin(n),l=Math.cos(s),c=Math.sin(s),h=Math.cos(r),u=Math.sin(r);if(e.order==="XYZ"){let d=o*h,p=o*u,g=a*h,_=a*u;t[0]=l*h,t[4]=-l*u,t[8]=c,t[1]=p+g*c,t[5]=d-_*c,t[9]=-a*l,t[2]=_-d*c,t[6]=g+p*c,t[10]=o*l}else if(e.order==="YXZ"){let d=l*h,p=l*u,g=c*h,_=c*u;t[0]=d+_*a,t[4]=g*a-p,t[8]=o*c,t[1]=o*u,t[5]=o*h,t[9]=-a,t[2]=p*a-g,t[6]=_+d*a,t[10]=o*l}else if(e.order==="ZXY"){let d=l*h,p=l*u,g=c*h,_=c*u;t[0]=d-_*a,t[4]=-o*u,t[8]=g+p*a,t[1]=p+g*a,t[5]=o*h,t[9]=_-d*a,t[2]=-o*c,t[6]=a,t[10]=o*l}else if(e.order==="ZYX"){let d=o*h,p=o*u,g=a*h,_=a*u;t[0]=l*h,t[4]=g*c-p,t[8]=d*c+_,t[1]=l*u,t[5]=_*c+d,t[9]=p*c-g,t[2]=-c,t[6]=a*l,t[10]=o*l}else if(e.order==="YZX"){let d=o*l,p=o*c,g=a*l,_=a*c;t[0]=l*h,t[4]=_-d*u,t[8]=g*u+p,t[1]=u,t[5]=o*h,t[9]=-a*h,t[2]=-c*h,t[6]=p*u+g,t[10]=d-_*u}else if(e.order==="XZY"){let d=o*l,p=o*c,g=a*l,_=a*c;t[0]=l*h,t[4]=-u,t[8]=c*h,t[1]=d*u+_,t[5]=o*h,t[9]=p*u-g,t[2]=g*u-p,t[6]=a*h,t[10]=_*u+d}return t[3]=0,t[7]=0,t[11]=0,t[12]=0,t[13]=0,t[14]=0,t[15]=1,this}makeRotationFromQuaternion(e){return this.compose(Zx,e,Jx)}lookAt(e,t,n){let s=this.elements;return cn.subVectors(e,t),cn.lengthSq()===0&&(cn.z=1),cn.normalize(),fi.crossVectors(n,cn),fi.lengthSq()===0&&(Math.abs(n.z)===1?cn.x+=1e-4:cn.z+=1e-4,cn.normalize(),fi.crossVectors(n,cn)),fi.normalize(),Co.crossVectors(cn,fi),s[0]=fi.x,s[4]=Co.x,s[8]=cn.x,s[1]=fi.y,s[5]=Co.y,s[9]=cn.y,s[2]=fi.z,s[6]=Co.z,s[10]=cn.z,this}multiply(e){return this.multiplyMatrices(this,e)}premultiply(e){return this.multiplyMatrices(e,this)}multiplyMatrices(e,t){let n=e.elements,s=t.elements,r=this.elements,o=n[0],a=n[4],l=n[8],c=n[12],h=n[1],u=n[5],d=n[9],p=n[13],g=n[2],_=n[6],m=n[10],f=n[14],b=n[3],A=n[7],S=n[11],C=n[15],E=s[0],x=s[4],M=s[8],B=s[12],L=s[1],F=s[5],H=s[9],q=s[13],P=s[2],X=s[6],Z=s[10],V=s[14],ne=s[3],W=s[7],Q=s[11],ee=s[15];return r[0]=o*E+a*L+l*P+c*ne,r[4]=o*x+a*F+l*X+c*W,r[8]=o*M+a*H+l*Z+c*Q,r[12]=o*B+a*q+l*V+c*ee,r[1]=h*E+u*L+d*P+p*ne,r[5]=h*x+u*F+d*X+p*W,r[9]=h*M+u*H+d*Z+p*Q,r[13]=h*B+u*q+d*V+p*ee,r[2]=g*E+_*L+m*P+f*ne,r[6]=g*x+_*F+m*X+f*W,r[10]=g*M+_*H+m*Z+f*Q,r[14]=g*B+_*q+m*V+f*ee,r[3]=b*E+A*L+S*P+C*ne,r[7]=b*x+A*F+S*X+C*W,r[11]=b*M+A*H+S*Z+C*Q,r[15]=b*B+A*q+S*V+C*ee,this}multiplyScalar(e){let t=this.elements;return t[0]*=e,t[4]*=e,t[8]*=e,t[12]*=e,t[1]*=e,t[5]*=e,t[9]*=e,t[13]*=e,t[2]*=e,t[6]*=e,t[10]*=e,t[14]*=e,t[3]*=e,t[7]*=e,t[11]*=e,t[15]*=e,this}determinant(){let e=this.elements,t=e[0],n=e[4],s=e[8],r=e[12],o=e[1],a=e[5],l=e[9],c=e[13],h=e[2],u=e[6],d=e[10],p=e[14],g=e[3],_=e[7],m=e[11],f=e[15],b=l*p-c*d,A=a*p-c*u,S=a*d-l*u,C=o*p-c*h,E=o*d-l*h,x=o*u-a*h;return t*(_*b-m*A+f*S)-n*(g*b-m*C+f*E)+s*(g*A-_*C+f*x)-r*(g*S-_*E+m*x)}determinantAffine(){let e=this.elements,t=e[0],n=e[4],s=e[8],r=e[1],o=e[5],a=e[9],l=e[2],c=e[6],h=e[10];return t*(o*h-a*c)-n*(r*h-a*l)+s*(r*c-o*l)}transpose(){let e=this.elements,t;return t=e[1],e[1]=e[4],e[4]=t,t=e[2],e[2]=e[8],e[8]=t,t=e[6],e[6]=e[9],e[9]=t,t=e[3],e[3]=e[12],e[12]=t,t=e[7],e[7]=e[13],e[13]=t,t=e[11],e[11]=e[14],e[14]=t,this}setPosition(e,t,n){let s=this.elements;return e.isVector3?(s[12]=e.x,s[13]=e.y,s[14]=e.z):(s[12]=e,s[13]=t,s[14]=n),this}invert(){let e=this.elements,t=e[0],n=e[1],s=e[2],r=e[3],o=e[4],a=e[5],l=e[6],c=e[7],h=e[8],u=e[9],d=e[10],p=e[11],g=e[12],_=e[13],m=e[14],f=e[15],b=t*a-n*o,A=t*l-s*o,S=t*c-r*o,C=n*l-s*a,E=n*c-r*a,x=s*c-r*l,M=h*_-u*g,B=h*m-d*g,L=h*f-p*g,F=u*m-d*_,H=u*f-p*_,q=d*f-p*m,P=b*q-A*H+S*F+C*L-E*B+x*M;if(P===0)return this.set(0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0);let X=1/P;return e[0]=(a*q-l*H+c*F)*X,e[1]=(s*H-n*q-r*F)*X,e[2]=(_*x-m*E+f*C)*X,e[3]=(d*E-u*x-p*C)*X,e[4]=(l*L-o*q-c*B)*X,e[5]=(t*q-s*L+r*B)*X,e[6]=(m*S-g*x-f*A)*X,e[7]=(h*x-d*S+p*A)*X,e[8]=(o*H-a*L+c*M)*X,e[9]=(n*L-t*H-r*M)*X,e[10]=(g*E-_*S+f*b)*X,e[11]=(u*S-h*E-p*b)*X,e[12]=(a*B-o*F-l*M)*X,e[13]=(t*F-n*B+s*M)*X,e[14]=(_*A-g*C-m*b)*X,e[15]=(h*C-u*A+d*b)*X,this}scale(e){let t=this.elements,n=e.x,s=e.y,r=e.z;return t[0]*=n,t[4]*=s,t[8]*=r,t[1]*=n,t[5]*=s,t[9]*=r,t[2]*=n,t[6]*=s,t[10]*=r,t[3]*=n,t[7]*=s,t[11]*=r,this}getMaxScaleOnAxis(){let e=this.elements,t=e[0]*e[0]+e[1]*e[1]+e[2]*e[2],n=e[4]*e[4]+e[5]*e[5]+e[6]*e[6],s=e[8]*e[8]+e[9]*e[9]+e[10]*e[10];return Math.sqrt(Math.max(t,n,s))}makeTranslation(e,t,n){return e.isVector3?this.set(1,0,0,e.x,0,1,0,e.y,0,0,1,e.z,0,0,0,1):this.set(1,0,0,e,0,1,0,t,0,0,1,n,0,0,0,1),this}makeRotationX(e){let t=Math.cos(e),n=Math.sin(e);return this.set(1,0,0,0,0,t,-n,0,0,n,t,0,0,0,0,1),this}makeRotationY(e){let t=Math.cos(e),n=Math.sin(e);return this.set(t,0,n,0,0,1,0,0,-n,0,t,0,0,0,0,1),this}makeRotationZ(e){let t=Math.cos(e),n=Math.sin(e);return this.set(t,-n,0,0,n,t,0,0,0,0,1,0,0,0,0,1),this}makeRotationAxis(e,t){let n=Math.cos(t),s=Math.sin(t),r=1-n,o=e.x,a=e.y,l=e.z,c=r*o,h=r*a;return this.set(c*o+n,c*a-s*l,c*l+s*a,0,c*a+s*l,h*a+n,h*l-s*o,0,c*l-s*a,h*l+s*o,r*l*l+n,0,0,0,0,1),this}makeScale(e,t,n){return this.set(e,0,0,0,0,t,0,0,0,0,n,0,0,0,0,1),this}makeShear(e,t,n,s,r,o){return this.set(1,n,r,0,e,1,o,0,t,s,1,0,0,0,0,1),this}compose(e,t,n){let s=this.elements,r=t._x,o=t._y,a=t._z,l=t._w,c=r+r,h=o+o,u=a+a,d=r*c,p=r*h,g=r*u,_=o*h,m=o*u,f=a*u,b=l*c,A=l*h,S=l*u,C=n.x,E=n.y,x=n.z;return s[0]=(1-(_+f))*C,s[1]=(p+S)*C,s[2]=(g-A)*C,s[3]=0,s[4]=(p-S)*E,s[5]=(1-(d+f))*E,s[6]=(m+b)*E,s[7]=0,s[8]=(g+A)*x,s[9]=(m-b)*x,s[10]=(1-(d+_))*x,s[11]=0,s[12]=e.x,s[13]=e.y,s[14]=e.z,s[15]=1,this}decompose(e,t,n){let s=this.elements;e.x=s[12],e.y=s[13],e.z=s[14];let r=this.determinantAffine();if(r===0)return n.set(1,1,1),t.identity(),this;let o=fs.set(s[0],s[1],s[2]).length(),a=fs.set(s[4],s[5],s[6]).length(),l=fs.set(s[8],s[9],s[10]).length();r<0&&(o=-o),Sn.copy(this);let c=1/o,h=1/a,u=1/l;return Sn.elements[0]*=c,Sn.elements[1]*=c,Sn.elements[2]*=c,Sn.elements[4]*=h,Sn.elements[5]*=h,Sn.elements[6]*=h,Sn.elements[8]*=u,Sn.elements[9]*=u,Sn.elements[10]*=u,t.setFromRotationMatrix(Sn),n.x=o,n.y=a,n.z=l,this}makePerspective(e,t,n,s,r,o,a=bn,l=!1){let c=this.elements,h=2*r/(t-e),u=2*r/(n-s),d=(t+e)/(t-e),p=(n+s)/(n-s),g,_;if(l)g=r/(o-r),_=o*r/(o-r);else if(a===bn)g=-(o+r)/(o-r),_=-2*o*r/(o-r);else if(a===Cs)g=-o/(o-r),_=-o*r/(o-r);else throw new Error("THREE.Matrix4.makePerspective(): Invalid coordinate system: "+a);return c[0]=h,c[4]=0,c[8]=d,c[12]=0,c[1]=0,c[5]=u,c[9]=p,c[13]=0,c[2]=0,c[6]=0,c[10]=g,c[14]=_,c[3]=0,c[7]=0,c[11]=-1,c[15]=0,this}makeOrthographic(e,t,n,s,r,o,a=bn,l=!1){let c=this.elements,h=2/(t-e),u=2/(n-s),d=-(t+e)/(t-e),p=-(n+s)/(n-s),g,_;if(l)g=1/(o-r),_=o/(o-r);else if(a===bn)g=-2/(o-r),_=-(o+r)/(o-r);else if(a===Cs)g=-1/(o-r),_=-r/(o-r);else throw new Error("THREE.Matrix4.makeOrthographic(): Invalid coordinate system: "+a);return c[0]=h,c[4]=0,c[8]=0,c[12]=d,c[1]=0,c[5]=u,c[9]=0,c[13]=p,c[2]=0,c[6]=0,c[10]=g,c[14]=_,c[3]=0,c[7]=0,c[11]=0,c[15]=1,this}equals(e){let t=this.elements,n=e.elements;for(let s=0;s<16;s++)if(t[s]!==n[s])return!1;return!0}fromArray(e,t=0){for(let n=0;n<16;n++)this.elements[n]=e[n+t];return this}toArray(e=[],t=0){let n=this.elements;return e[t]=n[0],e[t+1]=n[1],e[t+2]=n[2],e[t+3]=n[3],e[t+4]=n[4],e[t+5]=n[5],e[t+6]=n[6],e[t+7]=n[7],e[t+8]=n[8],e[t+9]=n[9],e[t+10]=n[10],e[t+11]=n[11],e[t+12]=n[12],e[t+13]=n[13],e[t+14]=n[14],e[t+15]=n[15],e}},fs=new N,Sn=new at,Zx=new N(0,0,0),Jx=new N(1,1,1),fi=new N,Co=new N,cn=new N,Qd=new at,ep=new un,_i=class i{constructor(e=0,t=0,n=0,s=i.DEFAULT_ORDER){this.isEuler=!0,this._x=e,this._y=t,this._z=n,this._order=s}get x(){return this._x}set x(e){this._x=e,this._onChangeCallback()}get y(){return this._y}set y(e){this._y=e,this._onChangeCallback()}get z(){return this._z}set z(e){this._z=e,this._onChangeCallback()}get order(){return this._order}set order(e){this._order=e,this._onChangeCallback()}set(e,t,n,s=this._order){return this._x=e,this._y=t,this._z=n,this._order=s,this._onChangeCallback(),this}clone(){return new this.constructor(this._x,this._y,this._z,this._order)}copy(e){return this._x=e._x,this._y=e._y,this._z=e._z,this._order=e._order,this._onChangeCallback(),this}setFromRotationMatrix(e,t=this._order,n=!0){let s=e.elements,r=s[0],o=s[4],a=s[8],l=s[1],c=s[5],h=s[9],u=s[2],d=s[6],p=s[10];switch(t){case"XYZ":this._y=Math.asin(Ge(a,-1,1)),Math.abs(a)<.9999999?(this._x=Math.atan2(-h,p),this._z=Math.atan2(-o,r)):(this._x=Math.atan2(d,c),this._z=0);break;case"YXZ":this._x=Math.asin(-Ge(h,-1,1)),Math.abs(h)<.9999999?(this._y=Math.atan2(a,p),this._z=Math.atan2(l,c)):(this._y=Math.atan2(-u,r),this._z=0);break;case"ZXY":this._x=Math.asin(Ge(d,-1,1)),Math.abs(d)<.9999999?(this._y=Math.atan2(-u,p),this._z=Math.atan2(-o,c)):(this._y=0,this._z=Math.atan2(l,r));break;case"ZYX":this._y=Math.asin(-Ge(u,-1,1)),Math.abs(u)<.9999999?(this._x=Math.atan2(d,p),this._z=Math.atan2(l,r)):(this._x=0,this._z=Math.atan2(-o,c));break;case"YZX":this._z=Math.asin(Ge(l,-1,1)),Math.abs(l)<.9999999?(this._x=Math.atan2(-h,c),this._y=Math.atan2(-u,r)):(this._x=0,this._y=Math.atan2(a,p));break;case"XZY":this._z=Math.asin(-Ge(o,-1,1)),Math.abs(o)<.9999999?(this._x=Math.atan2(d,c),this._y=Math.atan2(a,r)):(this._x=Math.atan2(-h,p),this._y=0);break;default:Ce("Euler: .setFromRotationMatrix() encountered an unknown order: "+t)}return this._order=t,n===!0&&this._onChangeCallback(),this}setFromQuaternion(e,t,n){return Qd.makeRotationFromQuaternion(e),this.setFromRotationMatrix(Qd,t,n)}setFromVector3(e,t=this._order){return this.set(e.x,e.y,e.z,t)}reorder(e){return ep.setFromEuler(this),this.setFromQuaternion(ep,e)}equals(e){return e._x===this._x&&e._y===this._y&&e._z===this._z&&e._order===this._order}fromArray(e){return this._x=e[0],this._y=e[1],this._z=e[2],e[3]!==void 0&&(this._order=e[3]),this._onChangeCallback(),this}toArray(e=[],t=0){return e[t]=this._x,e[t+1]=this._y,e[t+2]=this._z,e[t+3]=this._order,e}_onChange(e){return this._onChangeCallback=e,this}_onChangeCallback(){}*[Symbol.iterator](){yield this._x,yield this._y,yield this._z,yield this._order}};_i.DEFAULT_ORDER="XYZ";var xr=class{constructor(){this.mask=1}set(e){this.mask=(1<<e|0)>>>0}enable(e){this.mask|=1<<e|0}enableAll(){this.mask=-1}toggle(e){this.mask^=1<<e|0}disable(e){this.mask&=~(1<<e|0)}disableAll(){this.mask=0}test(e){return(this.mask&e.mask)!==0}isEnabled(e){return(this.mask&(1<<e|0))!==0}},Qx=0,tp=new N,ms=new un,Zn=new at,Ro=new N,sr=new N,e0=new N,t0=new un,np=new N(1,0,0),ip=new N(0,1,0),sp=new N(0,0,1),rp={type:"added"},n0={type:"removed"},gs={type:"childadded",child:null},Wc={type:"childremoved",child:null},Yt=class i extends Cn{constructor(){super(),this.isObject3D=!0,Object.defineProperty(this,"id",{value:Qx++}),this.uuid=Bs(),this.name="",this.type="Object3D",this.parent=null,this.children=[],this.up=i.DEFAULT_UP.clone();let e=new N,t=new _i,n=new un,s=new N(1,1,1);function r(){n.setFromEuler(t,!1)}function o(){t.setFromQuaternion(n,void 0,!1)}t._onChange(r),n._onChange(o),Object.defineProperties(this,{position:{configurable:!0,enumerable:!0,value:e},rotation:{configurable:!0,enumerable:!0,value:t},quaternion:{configurable:!0,enumerable:!0,value:n},scale:{configurable:!0,enumerable:!0,value:s},modelViewMatrix:{value:new at},normalMatrix:{value:new Fe}}),this.matrix=new at,this.matrixWorld=new at,this.matrixAutoUpdate=i.DEFAULT_MATRIX_AUTO_UPDATE,this.matrixWorldAutoUpdate=i.DEFAULT_MATRIX_WORLD_AUTO_UPDATE,this.matrixWorldNeedsUpdate=!1,this.layers=new xr,this.visible=!0,this.castShadow=!1,this.receiveShadow=!1,this.frustumCulled=!0,this.renderOrder=0,this.animations=[],this.customDepthMaterial=void 0,this.customDistanceMaterial=void 0,this.static=!1,this.userData={},this.pivot=null}onBeforeShadow(){}onAfterShadow(){}onBeforeRender(){}onAfterRender(){}applyMatrix4(e){this.matrixAutoUpdate&&this.updateMatrix(),this.matrix.premultiply(e),this.matrix.decompose(this.position,this.quaternion,this.scale),this.pivot!==null&&this.position.copy(this.pivot).applyMatrix4(this.matrix).sub(this.pivot)}applyQuaternion(e){return this.quaternion.premultiply(e),this}setRotationFromAxisAngle(e,t){this.quaternion.setFromAxisAngle(e,t)}setRotationFromEuler(e){this.quaternion.setFromEuler(e,!0)}setRotationFromMatrix(e){this.quaternion.setFromRotationMatrix(e)}setRotationFromQuaternion(e){this.quaternion.copy(e)}rotateOnAxis(e,t){return ms.setFromAxisAngle(e,t),this.quaternion.multiply(ms),this}rotateOnWorldAxis(e,t){return ms.setFromAxisAngle(e,t),this.quaternion.premultiply(ms),this}rotateX(e){return this.rotateOnAxis(np,e)}rotateY(e){return this.rotateOnAxis(ip,e)}rotateZ(e){return this.rotateOnAxis(sp,e)}translateOnAxis(e,t){return tp.copy(e).applyQuaternion(this.quaternion),this.position.add(tp.multiplyScalar(t)),this}translateX(e){return this.translateOnAxis(np,e)}translateY(e){return this.translateOnAxis(ip,e)}translateZ(e){return this.translateOnAxis(sp,e)}localToWorld(e){return this.updateWorldMatrix(!0,!1),e.applyMatrix4(this.matrixWorld)}worldToLocal(e){return this.updateWorldMatrix(!0,!1),e.applyMatrix4(Zn.copy(this.matrixWorld).invert())}lookAt(e,t,n){e.isVector3?Ro.copy(e):Ro.set(e,t,n);let s=this.parent;this.updateWorldMatrix(!0,!1),sr.setFromMatrixPosition(this.matrixWorld),this.isCamera||this.isLight?Zn.lookAt(sr,Ro,this.up):Zn.lookAt(Ro,sr,this.up),this.quaternion.setFromRotationMatrix(Zn),s&&(Zn.extractRotation(s.matrixWorld),ms.setFromRotationMatrix(Zn),this.quaternion.premultiply(ms.invert()))}add(e){if(arguments.length>1){for(let t=0;t<arguments.length;t++)this.add(arguments[t]);return this}return e===this?(Ne("Object3D.add: object can't be added as a child of itself.",e),this):(e&&e.isObject3D?(e.removeFromParent(),e.parent=this,this.children.push(e),e.dispatchEvent(rp),gs.child=e,this.dispatchEvent(gs),gs.child=null):Ne("Object3D.add: object not an instance of THREE.Object3D.",e),this)}remove(e){if(arguments.length>1){for(let n=0;n<arguments.length;n++)this.remove(arguments[n]);return this}let t=this.children.indexOf(e);return t!==-1&&(e.parent=null,this.children.splice(t,1),e.dispatchEvent(n0),Wc.child=e,this.dispatchEvent(Wc),Wc.child=null),this}removeFromParent(){let e=this.parent;return e!==null&&e.remove(this),this}clear(){return this.remove(...this.children)}attach(e){return this.updateWorldMatrix(!0,!1),Zn.copy(this.matrixWorld).invert(),e.parent!==null&&(e.parent.updateWorldMatrix(!0,!1),Zn.multiply(e.parent.matrixWorld)),e.applyMatrix4(Zn),e.removeFromParent(),e.parent=this,this.children.push(e),e.updateWorldMatrix(!1,!0),e.dispatchEvent(rp),gs.child=e,this.dispatchEvent(gs),gs.child=null,this}getObjectById(e){return this.getObjectByProperty("id",e)}getObjectByName(e){return this.getObjectByProperty("name",e)}getObjectByProperty(e,t){if(this[e]===t)return this;for(let n=0,s=this.children.length;n<s;n++){let o=this.children[n].getObjectByProperty(e,t);if(o!==void 0)return o}}getObjectsByProperty(e,t,n=[]){this[e]===t&&n.push(this);let s=this.children;for(let r=0,o=s.length;r<o;r++)s[r].getObjectsByProperty(e,t,n);return n}getWorldPosition(e){return this.updateWorldMatrix(!0,!1),e.setFromMatrixPosition(this.matrixWorld)}getWorldQuaternion(e){return this.updateWorldMatrix(!0,!1),this.matrixWorld.decompose(sr,e,e0),e}getWorldScale(e){return this.updateWorldMatrix(!0,!1),this.matrixWorld.decompose(sr,t0,e),e}getWorldDirection(e){this.updateWorldMatrix(!0,!1);let t=this.matrixWorld.elements;return e.set(t[8],t[9],t[10]).normalize()}raycast(){}intersectsFrustum(){return!0}traverse(e){e(this);let t=this.children;for(let n=0,s=t.length;n<s;n++)t[n].traverse(e)}traverseVisible(e){if(this.visible===!1)return;e(this);let t=this.children;for(let n=0,s=t.length;n<s;n++)t[n].traverseVisible(e)}traverseAncestors(e){let t=this.parent;t!==null&&(e(t),t.traverseAncestors(e))}updateMatrix(){this.matrix.compose(this.position,this.quaternion,this.scale);let e=this.pivot;if(e!==null){let t=e.x,n=e.y,s=e.z,r=this.matrix.elements;r[12]+=t-r[0]*t-r[4]*n-r[8]*s,r[13]+=n-r[1]*t-r[5]*n-r[9]*s,r[14]+=s-r[2]*t-r[6]*n-r[10]*s}this.matrixWorldNeedsUpdate=!0}updateMatrixWorld(e){this.matrixAutoUpdate&&this.updateMatrix(),(this.matrixWorldNeedsUpdate||e)&&(this.matrixWorldAutoUpdate===!0&&(this.parent===null?this.matrixWorld.copy(this.matrix):this.matrixWorld.multiplyMatrices(this.parent.matrixWorld,this.matrix)),this.matrixWorldNeedsUpdate=!1,e=!0);let t=this.children;for(let n=0,s=t.length;n<s;n++)t[n].updateMatrixWorld(e)}updateWorldMatrix(e,t,n=!1){let s=this.parent;if(e===!0&&s!==null&&s.updateWorldMatrix(!0,!1),this.matrixAutoUpdate&&this.updateMatrix(),(this.matrixWorldNeedsUpdate||n)&&(this.matrixWorldAutoUpdate===!0&&(this.parent===null?this.matrixWorld.copy(this.matrix):this.matrixWorld.multiplyMatrices(this.parent.matrixWorld,this.matrix)),this.matrixWorldNeedsUpdate=!1,n=!0),t===!0){let r=this.children;for(let o=0,a=r.length;o<a;o++)r[o].updateWorldMatrix(!1,!0,n)}}toJSON(e){let t=e===void 0||typeof e=="string",n={};t&&(e={geometries:{},materials:{},textures:{},images:{},shapes:{},skeletons:{},animations:{},nodes:{}},n.metadata={version:4.7,type:"Object",generator:"Object3D.toJSON"});let s={};s.uuid=this.uuid,s.type=this.type,s.name=this.name,s.castShadow=this.castShadow,s.receiveShadow=this.receiveShadow,s.visible=this.visible,s.frustumCulled=this.frustumCulled,s.renderOrder=this.renderOrder,s.static=this.static,s.matrixAutoUpdate=this.matrixAutoUpdate,Object.keys(this.userData).length>0&&(s.userData=this.userData),s.layers=this.layers.mask,s.matrix=this.matrix.toArray(),s.up=this.up.toArray(),this.pivot!==null&&(s.pivot=this.pivot.toArray()),this.morphTargetDictionary!==void 0&&(s.morphTargetDictionary=Object.assign({},this.morphTargetDictionary)),this.morphTargetInfluences!==void 0&&(s.morphTargetInfluences=this.morphTargetInfluences.slice()),this.isInstancedMesh&&(s.type="InstancedMesh",s.count=this.count,s.instanceMatrix=this.instanceMatrix.toJSON(),this.instanceColor!==null&&(s.instanceColor=this.instanceColor.toJSON())),this.isBatchedMesh&&(s.type="BatchedMesh",s.perObjectFrustumCulled=this.perObjectFrustumCulled,s.sortObjects=this.sortObjects,s.drawRanges=this._drawRanges,s.reservedRanges=this._reservedRanges,s.geometryInfo=this._geometryInfo.map(a=>({...a,boundingBox:a.boundingBox?a.boundingBox.toJSON():void 0,boundingSphere:a.boundingSphere?a.boundingSphere.toJSON():void 0})),s.instanceInfo=this._instanceInfo.map(a=>({...a})),s.availableInstanceIds=this._availableInstanceIds.slice(),s.availableGeometryIds=this._availableGeometryIds.slice(),s.nextIndexStart=this._nextIndexStart,s.nextVertexStart=this._nextVertexStart,s.geometryCount=this._geometryCount,s.maxInstanceCount=this._maxInstanceCount,s.maxVertexCount=this._maxVertexCount,s.maxIndexCount=this._maxIndexCount,s.geometryInitialized=this._geometryInitialized,s.matricesTexture=this._matricesTexture.toJSON(e),s.indirectTexture=this._indirectTexture.toJSON(e),this._colorsTexture!==null&&(s.colorsTexture=this._colorsTexture.toJSON(e)),this.boundingSphere!==null&&(s.boundingSphere=this.boundingSphere.toJSON()),this.boundingBox!==null&&(s.boundingBox=this.boundingBox.toJSON()));function r(a,l){return a[l.uuid]===void 0&&(a[l.uuid]=l.toJSON(e)),l.uuid}if(this.isScene)this.background&&(this.background.isColor?s.background=this.background.toJSON():this.background.isTexture&&(s.background=this.background.toJSON(e).uuid)),this.environment&&this.environment.isTexture&&this.environment.isRenderTargetTexture!==!0&&(s.environment=this.environment.toJSON(e).uuid);else if(this.isMesh||this.isLine||this.isPoints){s.geometry=r(e.geometries,this.geometry);let a=this.geometry.parameters;if(a!==void 0&&a.shapes!==void 0){let l=a.shapes;if(Array.isArray(l))for(let c=0,h=l.length;c<h;c++){let u=l[c];r(e.shapes,u)}else r(e.shapes,l)}}if(this.isSkinnedMesh&&(s.bindMode=this.bindMode,s.bindMatrix=this.bindMatrix.toArray(),this.skeleton!==void 0&&(r(e.skeletons,this.skeleton),s.skeleton=this.skeleton.uuid)),this.material!==void 0)if(Array.isArray(this.material)){let a=[];for(let l=0,c=this.material.length;l<c;l++)a.push(r(e.materials,this.material[l]));s.material=a}else s.material=r(e.materials,this.material);if(this.children.length>0){s.children=[];for(let a=0;a<this.children.length;a++)s.children.push(this.children[a].toJSON(e).object)}if(this.animations.length>0){s.animations=[];for(let a=0;a<this.animations.length;a++){let l=this.animations[a];s.animations.push(r(e.animations,l))}}if(t){let a=o(e.geometries),l=o(e.materials),c=o(e.textures),h=o(e.images),u=o(e.shapes),d=o(e.skeletons),p=o(e.animations),g=o(e.nodes);a.length>0&&(n.geometries=a),l.length>0&&(n.materials=l),c.length>0&&(n.textures=c),h.length>0&&(n.images=h),u.length>0&&(n.shapes=u),d.length>0&&(n.skeletons=d),p.length>0&&(n.animations=p),g.length>0&&(n.nodes=g)}return n.object=s,n;function o(a){let l=[];for(let c in a){let h=a[c];delete h.metadata,l.push(h)}return l}}clone(e){return new this.constructor().copy(this,e)}copy(e,t=!0){if(this.name=e.name,this.up.copy(e.up),this.position.copy(e.position),this.rotation.order=e.rotation.order,this.quaternion.copy(e.quaternion),this.scale.copy(e.scale),this.pivot=e.pivot!==null?e.pivot.clone():null,this.matrix.copy(e.matrix),this.matrixWorld.copy(e.matrixWorld),this.matrixAutoUpdate=e.matrixAutoUpdate,this.matrixWorldAutoUpdate=e.matrixWorldAutoUpdate,this.matrixWorldNeedsUpdate=e.matrixWorldNeedsUpdate,this.layers.mask=e.layers.mask,this.visible=e.visible,this.castShadow=e.castShadow,this.receiveShadow=e.receiveShadow,this.frustumCulled=e.frustumCulled,this.renderOrder=e.renderOrder,this.static=e.static,this.animations=e.animations.slice(),this.userData=JSON.parse(JSON.stringify(e.userData)),t===!0)for(let n=0;n<e.children.length;n++){let s=e.children[n];this.add(s.clone())}return this}dispose(){this.dispatchEvent({type:"dispose"})}};Yt.DEFAULT_UP=new N(0,1,0);Yt.DEFAULT_MATRIX_AUTO_UPDATE=!0;Yt.DEFAULT_MATRIX_WORLD_AUTO_UPDATE=!0;var Yi=class extends Yt{constructor(){super(),this.isGroup=!0,this.type="Group"}},i0={type:"move"},Ls=class{constructor(){this._targetRay=null,this._grip=null,this._hand=null}getHandSpace(){return this._hand===null&&(this._hand=new Yi,this._hand.matrixAutoUpdate=!1,this._hand.visible=!1,this._hand.joints={},this._hand.inputState={pinching:!1}),this._hand}getTargetRaySpace(){return this._targetRay===null&&(this._targetRay=new Yi,this._targetRay.matrixAutoUpdate=!1,this._targetRay.visible=!1,this._targetRay.hasLinearVelocity=!1,this._targetRay.linearVelocity=new N,this._targetRay.hasAngularVelocity=!1,this._targetRay.angularVelocity=new N),this._targetRay}getGripSpace(){return this._grip===null&&(this._grip=new Yi,this._grip.matrixAutoUpdate=!1,this._grip.visible=!1,this._grip.hasLinearVelocity=!1,this._grip.linearVelocity=new N,this._grip.hasAngularVelocity=!1,this._grip.angularVelocity=new N,this._grip.eventsEnabled=!1),this._grip}dispatchEvent(e){return this._targetRay!==null&&this._targetRay.dispatchEvent(e),this._grip!==null&&this._grip.dispatchEvent(e),this._hand!==null&&this._hand.dispatchEvent(e),this}connect(e){if(e&&e.hand){let t=this._hand;if(t)for(let n of e.hand.values())this._getHandJoint(t,n)}return this.dispatchEvent({type:"connected",data:e}),this}disconnect(e){return this.dispatchEvent({type:"disconnected",data:e}),this._targetRay!==null&&(this._targetRay.visible=!1),this._grip!==null&&(this._grip.visible=!1),this._hand!==null&&(this._hand.visible=!1),this}update(e,t,n){let s=null,r=null,o=null,a=this._targetRay,l=this._grip,c=this._hand;if(e&&t.session.visibilityState!=="visible-blurred"){if(c&&e.hand){o=!0;for(let _ of e.hand.values()){let m=t.getJointPose(_,n),f=this._getHandJoint(c,_);m!==null&&(f.matrix.fromArray(m.transform.matrix),f.matrix.decompose(f.position,f.quaternion,f.scale),f.matrixWorldNeedsUpdate=!0,f.jointRadius=m.radius),f.visible=m!==null}let h=c.joints["index-finger-tip"],u=c.joints["thumb-tip"],d=h.position.distanceTo(u.position),p=.02,g=.005;c.inputState.pinching&&d>p+g?(c.inputState.pinching=!1,this.dispatchEvent({type:"pinchend",handedness:e.handedness,target:this})):!c.inputState.pinching&&d<=p-g&&(c.inputState.pinching=!0,this.dispatchEvent({type:"pinchstart",handedness:e.handedness,target:this}))}else l!==null&&e.gripSpace&&(r=t.getPose(e.gripSpace,n),r!==null&&(l.matrix.fromArray(r.transform.matrix),l.matrix.decompose(l.position,l.quaternion,l.scale),l.matrixWorldNeedsUpdate=!0,r.linearVelocity?(l.hasLinearVelocity=!0,l.linearVelocity.copy(r.linearVelocity)):l.hasLinearVelocity=!1,r.angularVelocity?(l.hasAngularVelocity=!0,l.angularVelocity.copy(r.angularVelocity)):l.hasAngularVelocity=!1,l.eventsEnabled&&l.dispatchEvent({type:"gripUpdated",data:e,target:this})));a!==null&&(s=t.getPose(e.targetRaySpace,n),s===null&&r!==null&&(s=r),s!==null&&(a.matrix.fromArray(s.transform.matrix),a.matrix.decompose(a.position,a.quaternion,a.scale),a.matrixWorldNeedsUpdate=!0,s.linearVelocity?(a.hasLinearVelocity=!0,a.linearVelocity.copy(s.linearVelocity)):a.hasLinearVelocity=!1,s.angularVelocity?(a.hasAngularVelocity=!0,a.angularVelocity.copy(s.angularVelocity)):a.hasAngularVelocity=!1,this.dispatchEvent(i0)))}return a!==null&&(a.visible=s!==null),l!==null&&(l.visible=r!==null),c!==null&&(c.visible=o!==null),this}_getHandJoint(e,t){if(e.joints[t.jointName]===void 0){let n=new Yi;n.matrixAutoUpdate=!1,n.visible=!1,e.joints[t.jointName]=n,e.add(n)}return e.joints[t.jointName]}},lf={aliceblue:15792383,antiquewhite:16444375,aqua:65535,aquamarine:8388564,azure:15794175,beige:16119260,bisque:16770244,black:0,blanchedalmond:16772045,blue:255,blueviolet:9055202,brown:10824234,burlywood:14596231,cadetblue:6266528,chartreuse:8388352,chocolate:13789470,coral:16744272,cornflowerblue:6591981,cornsilk:16775388,crimson:14423100,cyan:65535,darkblue:139,darkcyan:35723,darkgoldenrod:12092939,darkgray:11119017,darkgreen:25600,darkgrey:11119017,darkkhaki:12433259,darkmagenta:9109643,darkolivegreen:5597999,darkorange:16747520,darkorchid:10040012,darkred:9109504,darksalmon:15308410,darkseagreen:9419919,darkslateblue:4734347,darkslategray:3100495,darkslategrey:3100495,darkturquoise:52945,darkviolet:9699539,deeppink:16716947,deepskyblue:49151,dimgray:6908265,dimgrey:6908265,dodgerblue:2003199,firebrick:11674146,floralwhite:16775920,forestgreen:2263842,fuchsia:16711935,gainsboro:14474460,ghostwhite:16316671,gold:16766720,goldenrod:14329120,gray:8421504,green:32768,greenyellow:11403055,grey:8421504,honeydew:15794160,hotpink:16738740,indianred:13458524,indigo:4915330,ivory:16777200,khaki:15787660,lavender:15132410,lavenderblush:16773365,lawngreen:8190976,lemonchiffon:16775885,lightblue:11393254,lightcoral:15761536,lightcyan:14745599,lightgoldenrodyellow:16448210,lightgray:13882323,lightgreen:9498256,lightgrey:13882323,lightpink:16758465,lightsalmon:16752762,lightseagreen:2142890,lightskyblue:8900346,lightslategray:7833753,lightslategrey:7833753,lightsteelblue:11584734,lightyellow:16777184,lime:65280,limegreen:3329330,linen:16445670,magenta:16711935,maroon:8388608,mediumaquamarine:6737322,mediumblue:205,mediumorchid:12211667,mediumpurple:9662683,mediumseagreen:3978097,mediumslateblue:8087790,mediumspringgreen:64154,mediumturquoise:4772300,mediumvioletred:13047173,midnightblue:1644912,mintcream:16121850,mistyrose:16770273,moccasin:16770229,navajowhite:16768685,navy:128,oldlace:16643558,olive:8421376,olivedrab:7048739,orange:16753920,orangered:16729344,orchid:14315734,palegoldenrod:15657130,palegreen:10025880,paleturquoise:11529966,palevioletred:14381203,papayawhip:16773077,peachpuff:16767673,peru:13468991,pink:16761035,plum:14524637,powderblue:11591910,purple:8388736,rebeccapurple:6697881,red:16711680,rosybrown:12357519,royalblue:4286945,saddlebrown:9127187,salmon:16416882,sandybrown:16032864,seagreen:3050327,seashell:16774638,sienna:10506797,silver:12632256,skyblue:8900331,slateblue:6970061,slategray:7372944,slategrey:7372944,snow:16775930,springgreen:65407,steelblue:4620980,tan:13808780,teal:32896,thistle:14204888,tomato:16737095,turquoise:4251856,violet:15631086,wheat:16113331,white:16777215,whitesmoke:16119285,yellow:16776960,yellowgreen:10145074},mi={h:0,s:0,l:0},Po={h:0,s:0,l:0};function Xc(i,e,t){return t<0&&(t+=1),t>1&&(t-=1),t<1/6?i+(e-i)*6*t:t<1/2?e:t<2/3?i+(e-i)*6*(2/3-t):i}var Ee=class{constructor(e,t,n){return this.isColor=!0,this.r=1,this.g=1,this.b=1,this.set(e,t,n)}set(e,t,n){if(t===void 0&&n===void 0){let s=e;s&&s.isColor?this.copy(s):typeof s=="number"?this.setHex(s):typeof s=="string"&&this.setStyle(s)}else this.setRGB(e,t,n);return this}setScalar(e){return this.r=e,this.g=e,this.b=e,this}setHex(e,t=Jt){return e=Math.floor(e),this.r=(e>>16&255)/255,this.g=(e>>8&255)/255,this.b=(e&255)/255,Ye.colorSpaceToWorking(this,t),this}setRGB(e,t,n,s=Ye.workingColorSpace){return this.r=e,this.g=t,this.b=n,Ye.colorSpaceToWorking(this,s),this}setHSL(e,t,n,s=Ye.workingColorSpace){if(e=Hh(e,1),t=Ge(t,0,1),n=Ge(n,0,1),t===0)this.r=this.g=this.b=n;else{let r=n<=.5?n*(1+t):n+t-n*t,o=2*n-r;this.r=Xc(o,r,e+1/3),this.g=Xc(o,r,e),this.b=Xc(o,r,e-1/3)}return Ye.colorSpaceToWorking(this,s),this}setStyle(e,t=Jt){function n(r){r!==void 0&&parseFloat(r)<1&&Ce("Color: Alpha component of "+e+" will be ignored.")}let s;if(s=/^(\w+)\(([^\)]*)\)/.exec(e)){let r,o=s[1],a=s[2];switch(o){case"rgb":case"rgba":if(r=/^\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*(?:,\s*(\d+(?:\.\d+)?|\.\d+)\s*)?$/.exec(a))return n(r[4]),this.setRGB(Math.min(255,parseInt(r[1],10))/255,Math.min(255,parseInt(r[2],10))/255,Math.min(255,parseInt(r[3],10))/255,t);if(r=/^\s*(\d+(?:\.\d+)?|\.\d+)\%\s*,\s*(\d+(?:\.\d+)?|\.\d+)\%\s*,\s*(\d+(?:\.\d+)?|\.\d+)\%\s*(?:,\s*(\d+(?:\.\d+)?|\.\d+)\s*)?$/.exec(a))return n(r[4]),this.setRGB(Math.min(100,parseFloat(r[1]))/100,Math.min(100,parseFloat(r[2]))/100,Math.min(100,parseFloat(r[3]))/100,t);break;case"hsl":case"hsla":if(r=/^\s*([+-]?(?:\d+(?:\.\d+)?|\.\d+))\s*,\s*(\d+(?:\.\d+)?|\.\d+)\%\s*,\s*(\d+(?:\.\d+)?|\.\d+)\%\s*(?:,\s*(\d+(?:\.\d+)?|\.\d+)\s*)?$/.exec(a))return n(r[4]),this.setHSL(parseFloat(r[1])/360,parseFloat(r[2])/100,parseFloat(r[3])/100,t);break;default:Ce("Color: Unknown color model "+e)}}else if(s=/^\#([A-Fa-f\d]+)$/.exec(e)){let r=s[1],o=r.length;if(o===3)return this.setRGB(parseInt(r.charAt(0),16)/15,parseInt(r.charAt(1),16)/15,parseInt(r.charAt(2),16)/15,t);if(o===6)return this.setHex(parseInt(r,16),t);Ce("Color: Invalid hex color "+e)}else if(e&&e.length>0)return this.setColorName(e,t);return this}setColorName(e,t=Jt){let n=lf[e.toLowerCase()];return n!==void 0?this.setHex(n,t):Ce("Color: Unknown color "+e),this}clone(){return new this.constructor(this.r,this.g,this.b)}copy(e){return this.r=e.r,this.g=e.g,this.b=e.b,this}copySRGBToLinear(e){return this.r=ni(e.r),this.g=ni(e.g),this.b=ni(e.b),this}copyLinearToSRGB(e){return this.r=Ts(e.r),this.g=Ts(e.g),this.b=Ts(e.b),this}convertSRGBToLinear(){return this.copySRGBToLinear(this),this}convertLinearToSRGB(){return this.copyLinearToSRGB(this),this}getHex(e=Jt){return Ye.workingToColorSpace(qt.copy(this),e),Math.round(Ge(qt.r*255,0,255))*65536+Math.round(Ge(qt.g*255,0,255))*256+Math.round(Ge(qt.b*255,0,255))}getHexString(e=Jt){return("000000"+this.getHex(e).toString(16)).slice(-6)}getHSL(e,t=Ye.workingColorSpace){Ye.workingToColorSpace(qt.copy(this),t);let n=qt.r,s=qt.g,r=qt.b,o=Math.max(n,s,r),a=Math.min(n,s,r),l,c,h=(a+o)/2;if(a===o)l=0,c=0;else{let u=o-a;switch(c=h<=.5?u/(o+a):u/(2-o-a),o){case n:l=(s-r)/u+(s<r?6:0);break;case s:l=(r-n)/u+2;break;case r:l=(n-s)/u+4;break}l/=6}return e.h=l,e.s=c,e.l=h,e}getRGB(e,t=Ye.workingColorSpace){return Ye.workingToColorSpace(qt.copy(this),t),e.r=qt.r,e.g=qt.g,e.b=qt.b,e}getStyle(e=Jt){Ye.workingToColorSpace(qt.copy(this),e);let t=qt.r,n=qt.g,s=qt.b;return e!==Jt?`color(${e} ${t.toFixed(3)} ${n.toFixed(3)} ${s.toFixed(3)})`:`rgb(${Math.round(t*255)},${Math.round(n*255)},${Math.round(s*255)})`}offsetHSL(e,t,n){return this.getHSL(mi),this.setHSL(mi.h+e,mi.s+t,mi.l+n)}add(e){return this.r+=e.r,this.g+=e.g,this.b+=e.b,this}addColors(e,t){return this.r=e.r+t.r,this.g=e.g+t.g,this.b=e.b+t.b,this}addScalar(e){return this.r+=e,this.g+=e,this.b+=e,this}sub(e){return this.r=Math.max(0,this.r-e.r),this.g=Math.max(0,this.g-e.g),this.b=Math.max(0,this.b-e.b),this}multiply(e){return this.r*=e.r,this.g*=e.g,this.b*=e.b,this}multiplyScalar(e){return this.r*=e,this.g*=e,this.b*=e,this}lerp(e,t){return this.r+=(e.r-this.r)*t,this.g+=(e.g-this.g)*t,this.b+=(e.b-this.b)*t,this}lerpColors(e,t,n){return this.r=e.r+(t.r-e.r)*n,this.g=e.g+(t.g-e.g)*n,this.b=e.b+(t.b-e.b)*n,this}lerpHSL(e,t){this.getHSL(mi),e.getHSL(Po);let n=ur(mi.h,Po.h,t),s=ur(mi.s,Po.s,t),r=ur(mi.l,Po.l,t);return this.setHSL(n,s,r),this}setFromVector3(e){return this.r=e.x,this.g=e.y,this.b=e.z,this}applyMatrix3(e){let t=this.r,n=this.g,s=this.b,r=e.elements;return this.r=r[0]*t+r[3]*n+r[6]*s,this.g=r[1]*t+r[4]*n+r[7]*s,this.b=r[2]*t+r[5]*n+r[8]*s,this}equals(e){return e.r===this.r&&e.g===this.g&&e.b===this.b}fromArray(e,t=0){return this.r=e[t],this.g=e[t+1],this.b=e[t+2],this}toArray(e=[],t=0){return e[t]=this.r,e[t+1]=this.g,e[t+2]=this.b,e}fromBufferAttribute(e,t){return this.r=e.getX(t),this.g=e.getY(t),this.b=e.getZ(t),this}toJSON(){return this.getHex()}*[Symbol.iterator](){yield this.r,yield this.g,yield this.b}},qt=new Ee;Ee.NAMES=lf;var ji=class extends Yt{constructor(){super(),this.isScene=!0,this.type="Scene",this.background=null,this.environment=null,this.fog=null,this.backgroundBlurriness=0,this.backgroundIntensity=1,this.backgroundRotation=new _i,this.environmentIntensity=1,this.environmentRotation=new _i,this.overrideMaterial=null,typeof __THREE_DEVTOOLS__<"u"&&__THREE_DEVTOOLS__.dispatchEvent(new CustomEvent("observe",{detail:this}))}copy(e,t){return super.copy(e,t),this.background=e.background!==null?e.background.clone():null,this.environment=e.environment!==null?e.environment.clone():null,this.fog=e.fog!==null?e.fog.clone():null,this.backgroundBlurriness=e.backgroundBlurriness,this.backgroundIntensity=e.backgroundIntensity,this.backgroundRotation.copy(e.backgroundRotation),this.environmentIntensity=e.environmentIntensity,this.environmentRotation.copy(e.environmentRotation),this.overrideMaterial=e.overrideMaterial!==null?e.overrideMaterial.clone():null,this.matrixAutoUpdate=e.matrixAutoUpdate,this}toJSON(e){let t=super.toJSON(e);return this.fog!==null&&(t.object.fog=this.fog.toJSON()),t.object.backgroundBlurriness=this.backgroundBlurriness,t.object.backgroundIntensity=this.backgroundIntensity,t.object.backgroundRotation=this.backgroundRotation.toArray(),t.object.environmentIntensity=this.environmentIntensity,t.object.environmentRotation=this.environmentRotation.toArray(),t}},En=new N,Jn=new N,$c=new N,Qn=new N,xs=new N,vs=new N,op=new N,qc=new N,Yc=new N,Kc=new N,jc=new pt,Zc=new pt,Jc=new pt,yi=class i{constructor(e=new N,t=new N,n=new N){this.a=e,this.b=t,this.c=n}static getNormal(e,t,n,s){s.subVectors(n,t),En.subVectors(e,t),s.cross(En);let r=s.lengthSq();return r>0?s.multiplyScalar(1/Math.sqrt(r)):s.set(0,0,0)}static getBarycoord(e,t,n,s,r){En.subVectors(s,t),Jn.subVectors(n,t),$c.subVectors(e,t);let o=En.dot(En),a=En.dot(Jn),l=En.dot($c),c=Jn.dot(Jn),h=Jn.dot($c),u=o*c-a*a;if(u===0)return r.set(0,0,0),null;let d=1/u,p=(c*l-a*h)*d,g=(o*h-a*l)*d;return r.set(1-p-g,g,p)}static containsPoint(e,t,n,s){return this.getBarycoord(e,t,n,s,Qn)===null?!1:Qn.x>=0&&Qn.y>=0&&Qn.x+Qn.y<=1}static getInterpolation(e,t,n,s,r,o,a,l){return this.getBarycoord(e,t,n,s,Qn)===null?(l.x=0,l.y=0,"z"in l&&(l.z=0),"w"in l&&(l.w=0),null):(l.setScalar(0),l.addScaledVector(r,Qn.x),l.addScaledVector(o,Qn.y),l.addScaledVector(a,Qn.z),l)}static getInterpolatedAttribute(e,t,n,s,r,o){return jc.setScalar(0),Zc.setScalar(0),Jc.setScalar(0),jc.fromBufferAttribute(e,t),Zc.fromBufferAttribute(e,n),Jc.fromBufferAttribute(e,s),o.setScalar(0),o.addScaledVector(jc,r.x),o.addScaledVector(Zc,r.y),o.addScaledVector(Jc,r.z),o}static isFrontFacing(e,t,n,s){return En.subVectors(n,t),Jn.subVectors(e,t),En.cross(Jn).dot(s)<0}set(e,t,n){return this.a.copy(e),this.b.copy(t),this.c.copy(n),this}setFromPointsAndIndices(e,t,n,s){return this.a.copy(e[t]),this.b.copy(e[n]),this.c.copy(e[s]),this}setFromAttributeAndIndices(e,t,n,s){return this.a.fromBufferAttribute(e,t),this.b.fromBufferAttribute(e,n),this.c.fromBufferAttribute(e,s),this}clone(){return new this.constructor().copy(this)}copy(e){return this.a.copy(e.a),this.b.copy(e.b),this.c.copy(e.c),this}getArea(){return En.subVectors(this.c,this.b),Jn.subVectors(this.a,this.b),En.cross(Jn).length()*.5}getMidpoint(e){return e.addVectors(this.a,this.b).add(this.c).multiplyScalar(1/3)}getNormal(e){return i.getNormal(this.a,this.b,this.c,e)}getPlane(e){return e.setFromCoplanarPoints(this.a,this.b,this.c)}getBarycoord(e,t){return i.getBarycoord(e,this.a,this.b,this.c,t)}getInterpolation(e,t,n,s,r){return i.getInterpolation(e,this.a,this.b,this.c,t,n,s,r)}containsPoint(e){return i.containsPoint(e,this.a,this.b,this.c)}isFrontFacing(e){return i.isFrontFacing(this.a,this.b,this.c,e)}intersectsBox(e){return e.intersectsTriangle(this)}closestPointToPoint(e,t){let n=this.a,s=this.b,r=this.c,o,a;xs.subVectors(s,n),vs.subVectors(r,n),qc.subVectors(e,n);let l=xs.dot(qc),c=vs.dot(qc);if(l<=0&&c<=0)return t.copy(n);Yc.subVectors(e,s);let h=xs.dot(Yc),u=vs.dot(Yc);if(h>=0&&u<=h)return t.copy(s);let d=l*u-h*c;if(d<=0&&l>=0&&h<=0&&l-h>0)return o=l/(l-h),t.copy(n).addScaledVector(xs,o);Kc.subVectors(e,r);let p=xs.dot(Kc),g=vs.dot(Kc);if(g>=0&&p<=g)return t.copy(r);let _=p*c-l*g;if(_<=0&&c>=0&&g<=0)return a=c/(c-g),t.copy(n).addScaledVector(vs,a);let m=h*g-p*u;if(m<=0&&u-h>=0&&p-g>=0)return op.subVectors(r,s),a=(u-h)/(u-h+(p-g)),t.copy(s).addScaledVector(op,a);let f=1/(m+_+d);return o=_*f,a=d*f,t.copy(n).addScaledVector(xs,o).addScaledVector(vs,a)}equals(e){return e.a.equals(this.a)&&e.b.equals(this.b)&&e.c.equals(this.c)}},bi=class{constructor(e=new N(1/0,1/0,1/0),t=new N(-1/0,-1/0,-1/0)){this.isBox3=!0,this.min=e,this.max=t}set(e,t){return this.min.copy(e),this.max.copy(t),this}setFromArray(e){this.makeEmpty();for(let t=0,n=e.length;t<n;t+=3)this.expandByPoint(Tn.fromArray(e,t));return this}setFromBufferAttribute(e){this.makeEmpty();for(let t=0,n=e.count;t<n;t++)this.expandByPoint(Tn.fromBufferAttribute(e,t));return this}setFromPoints(e){this.makeEmpty();for(let t=0,n=e.length;t<n;t++)this.expandByPoint(e[t]);return this}setFromCenterAndSize(e,t){let n=Tn.copy(t).multiplyScalar(.5);return this.min.copy(e).sub(n),this.max.copy(e).add(n),this}setFromObject(e,t=!1){return this.makeEmpty(),this.expandByObject(e,t)}clone(){return new this.constructor().copy(this)}copy(e){return this.min.copy(e.min),this.max.copy(e.max),this}makeEmpty(){return this.min.x=this.min.y=this.min.z=1/0,this.max.x=this.max.y=this.max.z=-1/0,this}isEmpty(){return this.max.x<this.min.x||this.max.y<this.min.y||this.max.z<this.min.z}getCenter(e){return this.isEmpty()?e.set(0,0,0):e.addVectors(this.min,this.max).multiplyScalar(.5)}getSize(e){return this.isEmpty()?e.set(0,0,0):e.subVectors(this.max,this.min)}expandByPoint(e){return this.min.min(e),this.max.max(e),this}expandByVector(e){return this.min.sub(e),this.max.add(e),this}expandByScalar(e){return this.min.addScalar(-e),this.max.addScalar(e),this}expandByObject(e,t=!1){e.updateWorldMatrix(!1,!1);let n=e.geometry;if(n!==void 0){let r=n.getAttribute("position");if(t===!0&&r!==void 0&&e.isInstancedMesh!==!0&&e.isBatchedMesh!==!0)for(let o=0,a=r.count;o<a;o++)e.isMesh===!0?e.getVertexPosition(o,Tn):Tn.fromBufferAttribute(r,o),Tn.applyMatrix4(e.matrixWorld),this.expandByPoint(Tn);else e.boundingBox!==void 0?(e.boundingBox===null&&e.computeBoundingBox(),Lo.copy(e.boundingBox)):(n.boundingBox===null&&n.computeBoundingBox(),Lo.copy(n.boundingBox)),Lo.applyMatrix4(e.matrixWorld),this.union(Lo)}let s=e.children;for(let r=0,o=s.length;r<o;r++)this.expandByObject(s[r],t);return this}containsPoint(e){return e.x>=this.min.x&&e.x<=this.max.x&&e.y>=this.min.y&&e.y<=this.max.y&&e.z>=this.min.z&&e.z<=this.max.z}containsBox(e){return this.min.x<=e.min.x&&e.max.x<=this.max.x&&this.min.y<=e.min.y&&e.max.y<=this.max.y&&this.min.z<=e.min.z&&e.max.z<=this.max.z}getParameter(e,t){return t.set((e.x-this.min.x)/(this.max.x-this.min.x),(e.y-this.min.y)/(this.max.y-this.min.y),(e.z-this.min.z)/(this.max.z-this.min.z))}intersectsBox(e){return e.max.x>=this.min.x&&e.min.x<=this.max.x&&e.max.y>=this.min.y&&e.min.y<=this.max.y&&e.max.z>=this.min.z&&e.min.z<=this.max.z}intersectsSphere(e){return this.clampPoint(e.center,Tn),Tn.distanceToSquared(e.center)<=e.radius*e.radius}intersectsPlane(e){let t,n;return e.normal.x>0?(t=e.normal.x*this.min.x,n=e.normal.x*this.max.x):(t=e.normal.x*this.max.x,n=e.normal.x*this.min.x),e.normal.y>0?(t+=e.normal.y*this.min.y,n+=e.normal.y*this.max.y):(t+=e.normal.y*this.max.y,n+=e.normal.y*this.min.y),e.normal.z>0?(t+=e.normal.z*this.min.z,n+=e.normal.z*this.max.z):(t+=e.normal.z*this.max.z,n+=e.normal.z*this.min.z),t<=-e.constant&&n>=-e.constant}intersectsTriangle(e){if(this.isEmpty())return!1;this.getCenter(rr),Io.subVectors(this.max,rr),ys.subVectors(e.a,rr),_s.subVectors(e.b,rr),bs.subVectors(e.c,rr),gi.subVectors(_s,ys),xi.subVectors(bs,_s),Wi.subVectors(ys,bs);let t=[0,-gi.z,gi.y,0,-xi.z,xi.y,0,-Wi.z,Wi.y,gi.z,0,-gi.x,xi.z,0,-xi.x,Wi.z,0,-Wi.x,-gi.y,gi.x,0,-xi.y,xi.x,0,-Wi.y,Wi.x,0];return!Qc(t,ys,_s,bs,Io)||(t=[1,0,0,0,1,0,0,0,1],!Qc(t,ys,_s,bs,Io))?!1:(Do.crossVectors(gi,xi),t=[Do.x,Do.y,Do.z],Qc(t,ys,_s,bs,Io))}clampPoint(e,t){return t.copy(e).clamp(this.min,this.max)}distanceToPoint(e){return this.clampPoint(e,Tn).distanceTo(e)}getBoundingSphere(e){return this.isEmpty()?e.makeEmpty():(this.getCenter(e.center),e.radius=this.getSize(Tn).length()*.5),e}intersect(e){return this.min.max(e.min),this.max.min(e.max),this.isEmpty()&&this.makeEmpty(),this}union(e){return this.min.min(e.min),this.max.max(e.max),this}applyMatrix4(e){return this.isEmpty()?this:(ei[0].set(this.min.x,this.min.y,this.min.z).applyMatrix4(e),ei[1].set(this.min.x,this.min.y,this.max.z).applyMatrix4(e),ei[2].set(this.min.x,this.max.y,this.min.z).applyMatrix4(e),ei[3].set(this.min.x,this.max.y,this.max.z).applyMatrix4(e),ei[4].set(this.max.x,this.min.y,this.min.z).applyMatrix4(e),ei[5].set(this.max.x,this.min.y,this.max.z).applyMatrix4(e),ei[6].set(this.max.x,this.max.y,this.min.z).applyMatrix4(e),ei[7].set(this.max.x,this.max.y,this.max.z).applyMatrix4(e),this.setFromPoints(ei),this)}translate(e){return this.min.add(e),this.max.add(e),this}equals(e){return e.min.equals(this.min)&&e.max.equals(this.max)}toJSON(){return{min:this.min.toArray(),max:this.max.toArray()}}fromJSON(e){return this.min.fromArray(e.min),this.max.fromArray(e.max),this}},ei=[new N,new N,new N,new N,new N,new N,new N,new N],Tn=new N,Lo=new bi,ys=new N,_s=new N,bs=new N,gi=new N,xi=new N,Wi=new N,rr=new N,Io=new N,Do=new N,Xi=new N;function Qc(i,e,t,n,s){for(let r=0,o=i.length-3;r<=o;r+=3){Xi.fromArray(i,r);let a=s.x*Math.abs(Xi.x)+s.y*Math.abs(Xi.y)+s.z*Math.abs(Xi.z),l=e.dot(Xi),c=t.dot(Xi),h=n.dot(Xi);if(Math.max(-Math.max(l,c,h),Math.min(l,c,h))>a)return!1}return!0}var wt=new N,No=new Ie,s0=0,An=class extends Cn{constructor(e,t,n=!1){if(super(),Array.isArray(e))throw new TypeError("THREE.BufferAttribute: array should be a Typed Array.");this.isBufferAttribute=!0,Object.defineProperty(this,"id",{value:s0++}),this.name="",this.array=e,this.itemSize=t,this.count=e!==void 0?e.length/t:0,this.normalized=n,this.usage=ef,this.updateRanges=[],this.gpuType=Pn,this.version=0,this._normalizationScale=e!==void 0?Gh(e):void 0}onUploadCallback(){}set needsUpdate(e){e===!0&&this.version++}setUsage(e){return this.usage=e,this}addUpdateRange(e,t){this.updateRanges.push({start:e,count:t})}clearUpdateRanges(){this.updateRanges.length=0}copy(e){return this.name=e.name,this.array=new e.array.constructor(e.array),this.itemSize=e.itemSize,this.count=e.count,this.normalized=e.normalized,this.usage=e.usage,this.gpuType=e.gpuType,this._normalizationScale=e._normalizationScale,this}copyAt(e,t,n){e*=this.itemSize,n*=t.itemSize;for(let s=0,r=this.itemSize;s<r;s++)this.array[e+s]=t.array[n+s];return this}copyArray(e){return this.array.set(e),this}applyMatrix3(e){if(this.itemSize===2)for(let t=0,n=this.count;t<n;t++)No.fromBufferAttribute(this,t),No.applyMatrix3(e),this.setXY(t,No.x,No.y);else if(this.itemSize===3)for(let t=0,n=this.count;t<n;t++)wt.fromBufferAttribute(this,t),wt.applyMatrix3(e),this.setXYZ(t,wt.x,wt.y,wt.z);return this}applyMatrix4(e){for(let t=0,n=this.count;t<n;t++)wt.fromBufferAttribute(this,t),wt.applyMatrix4(e),this.setXYZ(t,wt.x,wt.y,wt.z);return this}applyNormalMatrix(e){for(let t=0,n=this.count;t<n;t++)wt.fromBufferAttribute(this,t),wt.applyNormalMatrix(e),this.setXYZ(t,wt.x,wt.y,wt.z);return this}transformDirection(e){for(let t=0,n=this.count;t<n;t++)wt.fromBufferAttribute(this,t),wt.transformDirection(e),this.setXYZ(t,wt.x,wt.y,wt.z);return this}set(e,t=0){return this.array.set(e,t),this}getComponent(e,t){let n=this.array[e*this.itemSize+t];return this.normalized&&(n=this._denormalize(n)),n}setComponent(e,t,n){return this.normalized&&(n=this._normalize(n)),this.array[e*this.itemSize+t]=n,this}getX(e){let t=this.array[e*this.itemSize];return this.normalized&&(t=this._denormalize(t)),t}setX(e,t){return this.normalized&&(t=this._normalize(t)),this.array[e*this.itemSize]=t,this}getY(e){let t=this.array[e*this.itemSize+1];return this.normalized&&(t=this._denormalize(t)),t}setY(e,t){return this.normalized&&(t=this._normalize(t)),this.array[e*this.itemSize+1]=t,this}getZ(e){let t=this.array[e*this.itemSize+2];return this.normalized&&(t=this._denormalize(t)),t}setZ(e,t){return this.normalized&&(t=this._normalize(t)),this.array[e*this.itemSize+2]=t,this}getW(e){let t=this.array[e*this.itemSize+3];return this.normalized&&(t=this._denormalize(t)),t}setW(e,t){return this.normalized&&(t=this._normalize(t)),this.array[e*this.itemSize+3]=t,this}setXY(e,t,n){return e*=this.itemSize,this.normalized&&(t=this._normalize(t),n=this._normalize(n)),this.array[e+0]=t,this.array[e+1]=n,this}setXYZ(e,t,n,s){return e*=this.itemSize,this.normalized&&(t=this._normalize(t),n=this._normalize(n),s=this._normalize(s)),this.array[e+0]=t,this.array[e+1]=n,this.array[e+2]=s,this}setXYZW(e,t,n,s,r){return e*=this.itemSize,this.normalized&&(t=this._normalize(t),n=this._normalize(n),s=this._normalize(s),r=this._normalize(r)),this.array[e+0]=t,this.array[e+1]=n,this.array[e+2]=s,this.array[e+3]=r,this}onUpload(e){return this.onUploadCallback=e,this}clone(){return new this.constructor(this.array,this.itemSize).copy(this)}toJSON(){let e={itemSize:this.itemSize,type:this.array.constructor.name,array:Array.from(this.array),normalized:this.normalized};return e.name=this.name,e.usage=this.usage,e.gpuType=this.gpuType,e}dispose(){this.dispatchEvent({type:"dispose"})}_denormalize(e){let t=this._normalizationScale;return t!==void 0?Math.max(e/t,-1):of(e,this.array)}_normalize(e){let t=this._normalizationScale;return t!==void 0?Math.round(e*t):af(e,this.array)}},vr=class extends An{constructor(e,t,n){super(new Int8Array(e),t,n)}};var Zi=class extends An{constructor(e,t,n){super(new Uint16Array(e),t,n)}};var Ji=class extends An{constructor(e,t,n){super(new Uint32Array(e),t,n)}};var Ct=class extends An{constructor(e,t,n){super(new Float32Array(e),t,n)}},r0=new bi,or=new N,eh=new N,si=class{constructor(e=new N,t=-1){this.isSphere=!0,this.center=e,this.radius=t}set(e,t){return this.center.copy(e),this.radius=t,this}setFromPoints(e,t){let n=this.center;t!==void 0?n.copy(t):r0.setFromPoints(e).getCenter(n);let s=0;for(let r=0,o=e.length;r<o;r++)s=Math.max(s,n.distanceToSquared(e[r]));return this.radius=Math.sqrt(s),this}copy(e){return this.center.copy(e.center),this.radius=e.radius,this}isEmpty(){return this.radius<0}makeEmpty(){return this.center.set(0,0,0),this.radius=-1,this}containsPoint(e){return e.distanceToSquared(this.center)<=this.radius*this.radius}distanceToPoint(e){return e.distanceTo(this.center)-this.radius}intersectsSphere(e){let t=this.radius+e.radius;return e.center.distanceToSquared(this.center)<=t*t}intersectsBox(e){return e.intersectsSphere(this)}intersectsPlane(e){return Math.abs(e.distanceToPoint(this.center))<=this.radius}clampPoint(e,t){let n=this.center.distanceToSquared(e);return t.copy(e),n>this.radius*this.radius&&(t.sub(this.center).normalize(),t.multiplyScalar(this.radius).add(this.center)),t}getBoundingBox(e){return this.isEmpty()?(e.makeEmpty(),e):(e.set(this.center,this.center),e.expandByScalar(this.radius),e)}applyMatrix4(e){return this.center.applyMatrix4(e),this.radius=this.radius*e.getMaxScaleOnAxis(),this}translate(e){return this.center.add(e),this}expandByPoint(e){if(this.isEmpty())return this.center.copy(e),this.radius=0,this;or.subVectors(e,this.center);let t=or.lengthSq();if(t>this.radius*this.radius){let n=Math.sqrt(t),s=(n-this.radius)*.5;this.center.addScaledVector(or,s/n),this.radius+=s}return this}union(e){return e.isEmpty()?this:this.isEmpty()?(this.copy(e),this):(this.center.equals(e.center)===!0?this.radius=Math.max(this.radius,e.radius):(eh.subVectors(e.center,this.center).setLength(e.radius),this.expandByPoint(or.copy(e.center).add(eh)),this.expandByPoint(or.copy(e.center).sub(eh))),this)}equals(e){return e.center.equals(this.center)&&e.radius===this.radius}clone(){return new this.constructor().copy(this)}toJSON(){return{radius:this.radius,center:this.center.toArray()}}fromJSON(e){return this.radius=e.radius,this.center.fromArray(e.center),this}},o0=0,_n=new at,th=new Yt,ws=new N,hn=new bi,ar=new bi,Ut=new N,on=class i extends Cn{constructor(){super(),this.isBufferGeometry=!0,Object.defineProperty(this,"id",{value:o0++}),this.uuid=Bs(),this.name="",this.type="BufferGeometry",this.index=null,this.indirect=null,this.indirectOffset=0,this.attributes={},this.morphAttributes={},this.morphTargetsRelative=!1,this.groups=[],this.boundingBox=null,this.boundingSphere=null,this.drawRange={start:0,count:1/0},this.userData={},this._transformed=!1}getIndex(){return this.index}setIndex(e){return Array.isArray(e)?this.index=new(Lx(e)?Ji:Zi)(e,1):this.index=e,this}setIndirect(e,t=0){return this.indirect=e,this.indirectOffset=t,this}getIndirect(){return this.indirect}getAttribute(e){return this.attributes[e]}setAttribute(e,t){return this.attributes[e]=t,this}deleteAttribute(e){return delete this.attributes[e],this}hasAttribute(e){return this.attributes[e]!==void 0}addGroup(e,t,n=0){this.groups.push({start:e,count:t,materialIndex:n})}clearGroups(){this.groups=[]}setDrawRange(e,t){this.drawRange.start=e,this.drawRange.count=t}applyMatrix4(e){let t=this.attributes.position;t!==void 0&&(t.applyMatrix4(e),t.needsUpdate=!0);let n=this.attributes.normal;if(n!==void 0){let r=new Fe().getNormalMatrix(e);n.applyNormalMatrix(r),n.needsUpdate=!0}let s=this.attributes.tangent;return s!==void 0&&(s.transformDirection(e),s.needsUpdate=!0),this.boundingBox!==null&&this.computeBoundingBox(),this.boundingSphere!==null&&this.computeBoundingSphere(),this._transformed=!0,this}applyQuaternion(e){return _n.makeRotationFromQuaternion(e),this.applyMatrix4(_n),this}rotateX(e){return _n.makeRotationX(e),this.applyMatrix4(_n),this}rotateY(e){return _n.makeRotationY(e),this.applyMatrix4(_n),this}rotateZ(e){return _n.makeRotationZ(e),this.applyMatrix4(_n),this}translate(e,t,n){return _n.makeTranslation(e,t,n),this.applyMatrix4(_n),this}scale(e,t,n){return _n.makeScale(e,t,n),this.applyMatrix4(_n),this}lookAt(e){return th.lookAt(e),th.updateMatrix(),this.applyMatrix4(th.matrix),this}center(){return this.computeBoundingBox(),this.boundingBox.getCenter(ws).negate(),this.translate(ws.x,ws.y,ws.z),this}setFromPoints(e){let t=this.getAttribute("position");if(t===void 0){let n=[];for(let s=0,r=e.length;s<r;s++){let o=e[s];n.push(o.x,o.y,o.z||0)}this.setAttribute("position",new Ct(n,3))}else{let n=Math.min(e.length,t.count);for(let s=0;s<n;s++){let r=e[s];t.setXYZ(s,r.x,r.y,r.z||0)}e.length>t.count&&Ce("BufferGeometry: Buffer size too small for points data. Use .dispose() and create a new geometry."),t.needsUpdate=!0}return this}computeBoundingBox(){this.boundingBox===null&&(this.boundingBox=new bi);let e=this.attributes.position,t=this.morphAttributes.position;if(e&&e.isGLBufferAttribute){Ne("BufferGeometry.computeBoundingBox(): GLBufferAttribute requires a manual bounding box.",this),this.boundingBox.set(new N(-1/0,-1/0,-1/0),new N(1/0,1/0,1/0));return}if(e!==void 0){if(this.boundingBox.setFromBufferAttribute(e),t)for(let n=0,s=t.length;n<s;n++){let r=t[n];hn.setFromBufferAttribute(r),this.morphTargetsRelative?(Ut.addVectors(this.boundingBox.min,hn.min),this.boundingBox.expandByPoint(Ut),Ut.addVectors(this.boundingBox.max,hn.max),this.boundingBox.expandByPoint(Ut)):(this.boundingBox.expandByPoint(hn.min),this.boundingBox.expandByPoint(hn.max))}}else this.boundingBox.makeEmpty();(isNaN(this.boundingBox.min.x)||isNaN(this.boundingBox.min.y)||isNaN(this.boundingBox.min.z))&&Ne('BufferGeometry.computeBoundingBox(): Computed min/max have NaN values. The "position" attribute is likely to have NaN values.',this)}computeBoundingSphere(){this.boundingSphere===null&&(this.boundingSphere=new si);let e=this.attributes.position,t=this.morphAttributes.position;if(e&&e.isGLBufferAttribute){Ne("BufferGeometry.computeBoundingSphere(): GLBufferAttribute requires a manual bounding sphere.",this),this.boundingSphere.set(new N,1/0);return}if(e){let n=this.boundingSphere.center;if(hn.setFromBufferAttribute(e),t)for(let r=0,o=t.length;r<o;r++){let a=t[r];ar.setFromBufferAttribute(a),this.morphTargetsRelative?(Ut.addVectors(hn.min,ar.min),hn.expandByPoint(Ut),Ut.addVectors(hn.max,ar.max),hn.expandByPoint(Ut)):(hn.expandByPoint(ar.min),hn.expandByPoint(ar.max))}hn.getCenter(n);let s=0;for(let r=0,o=e.count;r<o;r++)Ut.fromBufferAttribute(e,r),s=Math.max(s,n.distanceToSquared(Ut));if(t)for(let r=0,o=t.length;r<o;r++){let a=t[r],l=this.morphTargetsRelative;for(let c=0,h=a.count;c<h;c++)Ut.fromBufferAttribute(a,c),l&&(ws.fromBufferAttribute(e,c),Ut.add(ws)),s=Math.max(s,n.distanceToSquared(Ut))}this.boundingSphere.radius=Math.sqrt(s),isNaN(this.boundingSphere.radius)&&Ne('BufferGeometry.computeBoundingSphere(): Computed radius is NaN. The "position" attribute is likely to have NaN values.',this)}}computeTangents(){let e=this.index,t=this.attributes;if(e===null||t.position===void 0||t.normal===void 0||t.uv===void 0){Ne("BufferGeometry: .computeTangents() failed. Missing required attributes (index, position, normal or uv)");return}let n=t.position,s=t.normal,r=t.uv,o=this.getAttribute("tangent");(o===void 0||o.count!==n.count)&&(o=new An(new Float32Array(4*n.count),4),this.setAttribute("tangent",o));let a=[],l=[],c=new Uint8Array(n.count);for(let B=0;B<n.count;B++)a[B]=new N,l[B]=new N;let h=new N,u=new N,d=new N,p=new Ie,g=new Ie,_=new Ie,m=new N,f=new N;function b(B,L,F){c[B]=c[L]=c[F]=1,h.fromBufferAttribute(n,B),u.fromBufferAttribute(n,L),d.fromBufferAttribute(n,F),p.fromBufferAttribute(r,B),g.fromBufferAttribute(r,L),_.fromBufferAttribute(r,F),u.sub(h),d.sub(h),g.sub(p),_.sub(p);let H=1/(g.x*_.y-_.x*g.y);isFinite(H)&&(m.copy(u).multiplyScalar(_.y).addScaledVector(d,-g.y).multiplyScalar(H),f.copy(d).multiplyScalar(g.x).addScaledVector(u,-_.x).multiplyScalar(H),a[B].add(m),a[L].add(m),a[F].add(m),l[B].add(f),l[L].add(f),l[F].add(f))}let A=this.groups;A.length===0&&(A=[{start:0,count:e.count}]);for(let B=0,L=A.length;B<L;++B){let F=A[B],H=F.start,q=F.count;for(let P=H,X=H+q;P<X;P+=3)b(e.getX(P+0),e.getX(P+1),e.getX(P+2))}let S=new N,C=new N,E=new N,x=new N;function M(B){E.fromBufferAttribute(s,B),x.copy(E);let L=a[B];S.copy(L),S.sub(E.multiplyScalar(E.dot(L))).normalize(),C.crossVectors(x,L);let H=C.dot(l[B])<0?-1:1;o.setXYZW(B,S.x,S.y,S.z,H)}for(let B=0,L=n.count;B<L;++B)c[B]&&M(B);this._transformed=!0}computeVertexNormals(){let e=this.index,t=this.getAttribute("position");if(t!==void 0){let n=this.getAttribute("normal");if(n===void 0||n.count!==t.count)n=new An(new Float32Array(t.count*3),3),this.setAttribute("normal",n);else for(let d=0,p=n.count;d<p;d++)n.setXYZ(d,0,0,0);let s=new N,r=new N,o=new N,a=new N,l=new N,c=new N,h=new N,u=new N;if(e)for(let d=0,p=e.count;d<p;d+=3){let g=e.getX(d+0),_=e.getX(d+1),m=e.getX(d+2);s.fromBufferAttribute(t,g),r.fromBufferAttribute(t,_),o.fromBufferAttribute(t,m),h.subVectors(o,r),u.subVectors(s,r),h.cross(u),a.fromBufferAttribute(n,g),l.fromBufferAttribute(n,_),c.fromBufferAttribute(n,m),a.add(h),l.add(h),c.add(h),n.setXYZ(g,a.x,a.y,a.z),n.setXYZ(_,l.x,l.y,l.z),n.setXYZ(m,c.x,c.y,c.z)}else for(let d=0,p=t.count;d<p;d+=3)s.fromBufferAttribute(t,d+0),r.fromBufferAttribute(t,d+1),o.fromBufferAttribute(t,d+2),h.subVectors(o,r),u.subVectors(s,r),h.cross(u),n.setXYZ(d+0,h.x,h.y,h.z),n.setXYZ(d+1,h.x,h.y,h.z),n.setXYZ(d+2,h.x,h.y,h.z);this.normalizeNormals(),n.needsUpdate=!0}}normalizeNormals(){let e=this.attributes.normal;for(let t=0,n=e.count;t<n;t++)Ut.fromBufferAttribute(e,t),Ut.normalize(),e.setXYZ(t,Ut.x,Ut.y,Ut.z)}toNonIndexed(){function e(a,l){let c=a.array,h=a.itemSize,u=a.normalized,d=new c.constructor(l.length*h),p=0,g=0;for(let _=0,m=l.length;_<m;_++){a.isInterleavedBufferAttribute?p=l[_]*a.data.stride+a.offset:p=l[_]*h;for(let f=0;f<h;f++)d[g++]=c[p++]}return new An(d,h,u)}if(this.index===null)return Ce("BufferGeometry.toNonIndexed(): BufferGeometry is already non-indexed."),this;let t=new i,n=this.index.array,s=this.attributes;for(let a in s){let l=s[a],c=e(l,n);t.setAttribute(a,c)}let r=this.morphAttributes;for(let a in r){let l=[],c=r[a];for(let h=0,u=c.length;h<u;h++){let d=c[h],p=e(d,n);l.push(p)}t.morphAttributes[a]=l}t.morphTargetsRelative=this.morphTargetsRelative;let o=this.groups;for(let a=0,l=o.length;a<l;a++){let c=o[a];t.addGroup(c.start,c.count,c.materialIndex)}return t}toJSON(){let e={metadata:{version:4.7,type:"BufferGeometry",generator:"BufferGeometry.toJSON"}};if(e.uuid=this.uuid,e.type=this.parameters!==void 0&&this._transformed===!0?"BufferGeometry":this.type,e.name=this.name,Object.keys(this.userData).length>0&&(e.userData=this.userData),this.parameters!==void 0&&this._transformed!==!0){let l=this.parameters;for(let c in l)l[c]!==void 0&&(e[c]=l[c]);return e}e.data={attributes:{}};let t=this.index;t!==null&&(e.data.index={type:t.array.constructor.name,array:Array.prototype.slice.call(t.array)});let n=this.attributes;for(let l in n){let c=n[l];e.data.attributes[l]=c.toJSON(e.data)}let s={},r=!1;for(let l in this.morphAttributes){let c=this.morphAttributes[l],h=[];for(let u=0,d=c.length;u<d;u++){let p=c[u];h.push(p.toJSON(e.data))}h.length>0&&(s[l]=h,r=!0)}r&&(e.data.morphAttributes=s,e.data.morphTargetsRelative=this.morphTargetsRelative);let o=this.groups;o.length>0&&(e.data.groups=JSON.parse(JSON.stringify(o)));let a=this.boundingSphere;return a!==null&&(e.data.boundingSphere=a.toJSON()),e}clone(){return new this.constructor().copy(this)}copy(e){this.index=null,this.attributes={},this.morphAttributes={},this.groups=[],this.boundingBox=null,this.boundingSphere=null;let t={};this.name=e.name;let n=e.index;n!==null&&this.setIndex(n.clone());let s=e.attributes;for(let c in s){let h=s[c];this.setAttribute(c,h.clone(t))}let r=e.morphAttributes;for(let c in r){let h=[],u=r[c];for(let d=0,p=u.length;d<p;d++)h.push(u[d].clone(t));this.morphAttributes[c]=h}this.morphTargetsRelative=e.morphTargetsRelative;let o=e.groups;for(let c=0,h=o.length;c<h;c++){let u=o[c];this.addGroup(u.start,u.count,u.materialIndex)}let a=e.boundingBox;a!==null&&(this.boundingBox=a.clone());let l=e.boundingSphere;return l!==null&&(this.boundingSphere=l.clone()),this.drawRange.start=e.drawRange.start,this.drawRange.count=e.drawRange.count,this.userData=e.userData,this._transformed=e._transformed,this}dispose(){this.dispatchEvent({type:"dispose"})}};var nh=new N,a0=new N,l0=new Fe,Qt=class{constructor(e=new N(1,0,0),t=0){this.isPlane=!0,this.normal=e,this.constant=t}set(e,t){return this.normal.copy(e),this.constant=t,this}setComponents(e,t,n,s){return this.normal.set(e,t,n),this.constant=s,this}setFromNormalAndCoplanarPoint(e,t){return this.normal.copy(e),this.constant=-t.dot(this.normal),this}setFromCoplanarPoints(e,t,n){let s=nh.subVectors(n,t).cross(a0.subVectors(e,t)).normalize();return this.setFromNormalAndCoplanarPoint(s,e),this}copy(e){return this.normal.copy(e.normal),this.constant=e.constant,this}normalize(){let e=1/this.normal.length();return this.normal.multiplyScalar(e),this.constant*=e,this}negate(){return this.constant*=-1,this.normal.negate(),this}distanceToPoint(e){return this.normal.dot(e)+this.constant}distanceToSphere(e){return this.distanceToPoint(e.center)-e.radius}projectPoint(e,t){return t.copy(e).addScaledVector(this.normal,-this.distanceToPoint(e))}intersectLine(e,t,n=!0){let s=e.delta(nh),r=this.normal.dot(s);if(r===0)return this.distanceToPoint(e.start)===0?t.copy(e.start):null;let o=-(e.start.dot(this.normal)+this.constant)/r;return n===!0&&(o<0||o>1)?null:t.copy(e.start).addScaledVector(s,o)}intersectsLine(e){let t=this.distanceToPoint(e.start),n=this.distanceToPoint(e.end);return t<0&&n>0||n<0&&t>0}intersectsBox(e){return e.intersectsPlane(this)}intersectsSphere(e){return e.intersectsPlane(this)}coplanarPoint(e){return e.copy(this.normal).multiplyScalar(-this.constant)}applyMatrix4(e,t){let n=t||l0.getNormalMatrix(e),s=this.coplanarPoint(nh).applyMatrix4(e),r=this.normal.applyMatrix3(n).normalize();return this.constant=-s.dot(r),this}translate(e){return this.constant-=e.dot(this.normal),this}equals(e){return e.normal.equals(this.normal)&&e.constant===this.constant}clone(){return new this.constructor().copy(this)}toJSON(){return{normal:this.normal.toArray(),constant:this.constant}}fromJSON(e){return this.normal.fromArray(e.normal),this.constant=e.constant,this}},c0=0,wi=class extends Cn{constructor(){super(),this.isMaterial=!0,Object.defineProperty(this,"id",{value:c0++}),this.uuid=Bs(),this.name="",this.type="Material",this.blending=Os,this.side=zn,this.vertexColors=!1,this.opacity=1,this.transparent=!1,this.alphaHash=!1,this.blendSrc=vh,this.blendDst=yh,this.blendEquation=is,this.blendSrcAlpha=null,this.blendDstAlpha=null,this.blendEquationAlpha=null,this.blendColor=new Ee(0,0,0),this.blendAlpha=0,this.depthFunc=As,this.depthTest=!0,this.depthWrite=!0,this.stencilWriteMask=255,this.stencilFunc=Yp,this.stencilRef=0,this.stencilFuncMask=255,this.stencilFail=Zo,this.stencilZFail=Zo,this.stencilZPass=Zo,this.stencilWrite=!1,this.clippingPlanes=null,this.clipIntersection=!1,this.clipShadows=!1,this.shadowSide=null,this.colorWrite=!0,this.precision=null,this.polygonOffset=!1,this.polygonOffsetFactor=0,this.polygonOffsetUnits=0,this.dithering=!1,this.alphaToCoverage=!1,this.premultipliedAlpha=!1,this.forceSinglePass=!1,this.allowOverride=!0,this.visible=!0,this.toneMapped=!0,this.userData={},this.version=0,this._alphaTest=0}get alphaTest(){return this._alphaTest}set alphaTest(e){this._alphaTest>0!=e>0&&this.version++,this._alphaTest=e}onBeforeRender(){}onBeforeCompile(){}customProgramCacheKey(){return this.onBeforeCompile.toString()}setValues(e){if(e!==void 0)for(let t in e){let n=e[t];if(n===void 0){Ce(`Material: parameter '${t}' has value of undefined.`);continue}let s=this[t];if(s===void 0){Ce(`Material: '${t}' is not a property of THREE.${this.type}.`);continue}s&&s.isColor?s.set(n):s&&s.isVector2&&n&&n.isVector2||s&&s.isEuler&&n&&n.isEuler||s&&s.isVector3&&n&&n.isVector3?s.copy(n):this[t]=n}}toJSON(e){let t=e===void 0||typeof e=="string";t&&(e={textures:{},images:{}});let n={metadata:{version:4.7,type:"Material",generator:"Material.toJSON"}};n.uuid=this.uuid,n.type=this.type,n.blending=this.blending,n.side=this.side,n.shadowSide=this.shadowSide,n.vertexColors=this.vertexColors,n.opacity=this.opacity,n.transparent=this.transparent,n.blendSrc=this.blendSrc,n.blendDst=this.blendDst,n.blendEquation=this.blendEquation,n.blendSrcAlpha=this.blendSrcAlpha,n.blendDstAlpha=this.blendDstAlpha,n.blendEquationAlpha=this.blendEquationAlpha,n.blendColor=this.blendColor.getHex(),n.blendAlpha=this.blendAlpha,n.depthFunc=this.depthFunc,n.depthTest=this.depthTest,n.depthWrite=this.depthWrite,n.colorWrite=this.colorWrite,n.clipIntersection=this.clipIntersection,n.clipShadows=this.clipShadows,n.stencilWriteMask=this.stencilWriteMask,n.stencilFunc=this.stencilFunc,n.stencilRef=this.stencilRef,n.stencilFuncMask=this.stencilFuncMask,n.stencilFail=this.stencilFail,n.stencilZFail=this.stencilZFail,n.stencilZPass=this.stencilZPass,n.stencilWrite=this.stencilWrite,n.polygonOffset=this.polygonOffset,n.polygonOffsetFactor=this.polygonOffsetFactor,n.polygonOffsetUnits=this.polygonOffsetUnits,n.dithering=this.dithering,n.alphaTest=this.alphaTest,n.alphaHash=this.alphaHash,n.alphaToCoverage=this.alphaToCoverage,n.premultipliedAlpha=this.premultipliedAlpha,n.forceSinglePass=this.forceSinglePass,n.allowOverride=this.allowOverride,n.visible=this.visible,n.toneMapped=this.toneMapped,n.name=this.name,this.color&&this.color.isColor&&(n.color=this.color.getHex()),this.roughness!==void 0&&(n.roughness=this.roughness),this.metalness!==void 0&&(n.metalness=this.metalness),this.sheen!==void 0&&(n.sheen=this.sheen),this.sheenColor&&this.sheenColor.isColor&&(n.sheenColor=this.sheenColor.getHex()),this.sheenRoughness!==void 0&&(n.sheenRoughness=this.sheenRoughness),this.emissive&&this.emissive.isColor&&(n.emissive=this.emissive.getHex()),this.emissiveIntensity!==void 0&&(n.emissiveIntensity=this.emissiveIntensity),this.specular&&this.specular.isColor&&(n.specular=this.specular.getHex()),this.specularIntensity!==void 0&&(n.specularIntensity=this.specularIntensity),this.specularColor&&this.specularColor.isColor&&(n.specularColor=this.specularColor.getHex()),this.shininess!==void 0&&(n.shininess=this.shininess),this.clearcoat!==void 0&&(n.clearcoat=this.clearcoat),this.clearcoatRoughness!==void 0&&(n.clearcoatRoughness=this.clearcoatRoughness),this.diffuseRoughness!==void 0&&(n.diffuseRoughness=this.diffuseRoughness),this.diffuseRoughnessMap&&this.diffuseRoughnessMap.isTexture&&(n.diffuseRoughnessMap=this.diffuseRoughnessMap.toJSON(e).uuid),this.clearcoatMap&&this.clearcoatMap.isTexture&&(n.clearcoatMap=this.clearcoatMap.toJSON(e).uuid),this.clearcoatRoughnessMap&&this.clearcoatRoughnessMap.isTexture&&(n.clearcoatRoughnessMap=this.clearcoatRoughnessMap.toJSON(e).uuid),this.clearcoatNormalMap&&this.clearcoatNormalMap.isTexture&&(n.clearcoatNormalMap=this.clearcoatNormalMap.toJSON(e).uuid,n.clearcoatNormalScale=this.clearcoatNormalScale.toArray()),this.sheenColorMap&&this.sheenColorMap.isTexture&&(n.sheenColorMap=this.sheenColorMap.toJSON(e).uuid),this.sheenRoughnessMap&&this.sheenRoughnessMap.isTexture&&(n.sheenRoughnessMap=this.sheenRoughnessMap.toJSON(e).uuid),this.dispersion!==void 0&&(n.dispersion=this.dispersion),this.retroreflectivity!==void 0&&(n.retroreflectivity=this.retroreflectivity),this.iridescence!==void 0&&(n.iridescence=this.iridescence),this.iridescenceIOR!==void 0&&(n.iridescenceIOR=this.iridescenceIOR),this.iridescenceThicknessMinimum!==void 0&&(n.iridescenceThicknessMinimum=this.iridescenceThicknessMinimum),this.iridescenceThicknessMaximum!==void 0&&(n.iridescenceThicknessMaximum=this.iridescenceThicknessMaximum),this.iridescenceMap&&this.iridescenceMap.isTexture&&(n.iridescenceMap=this.iridescenceMap.toJSON(e).uuid),this.iridescenceThicknessMap&&this.iridescenceThicknessMap.isTexture&&(n.iridescenceThicknessMap=this.iridescenceThicknessMap.toJSON(e).uuid),this.anisotropy!==void 0&&(n.anisotropy=this.anisotropy),this.anisotropyRotation!==void 0&&(n.anisotropyRotation=this.anisotropyRotation),this.anisotropyMap&&this.anisotropyMap.isTexture&&(n.anisotropyMap=this.anisotropyMap.toJSON(e).uuid),this.map&&this.map.isTexture&&(n.map=this.map.toJSON(e).uuid),this.matcap&&this.matcap.isTexture&&(n.matcap=this.matcap.toJSON(e).uuid),this.alphaMap&&this.alphaMap.isTexture&&(n.alphaMap=this.alphaMap.toJSON(e).uuid),this.lightMap&&this.lightMap.isTexture&&(n.lightMap=this.lightMap.toJSON(e).uuid,n.lightMapIntensity=this.lightMapIntensity),this.aoMap&&this.aoMap.isTexture&&(n.aoMap=this.aoMap.toJSON(e).uuid,n.aoMapIntensity=this.aoMapIntensity),this.bumpMap&&this.bumpMap.isTexture&&(n.bumpMap=this.bumpMap.toJSON(e).uuid,n.bumpScale=this.bumpScale),this.normalMap&&this.normalMap.isTexture&&(n.normalMap=this.normalMap.toJSON(e).uuid,n.normalMapType=this.normalMapType,n.normalScale=this.normalScale.toArray()),this.displacementMap&&this.displacementMap.isTexture&&(n.displacementMap=this.displacementMap.toJSON(e).uuid,n.displacementScale=this.displacementScale,n.displacementBias=this.displacementBias),this.roughnessMap&&this.roughnessMap.isTexture&&(n.roughnessMap=this.roughnessMap.toJSON(e).uuid),this.metalnessMap&&this.metalnessMap.isTexture&&(n.metalnessMap=this.metalnessMap.toJSON(e).uuid),this.emissiveMap&&this.emissiveMap.isTexture&&(n.emissiveMap=this.emissiveMap.toJSON(e).uuid),this.specularMap&&this.specularMap.isTexture&&(n.specularMap=this.specularMap.toJSON(e).uuid),this.specularIntensityMap&&this.specularIntensityMap.isTexture&&(n.specularIntensityMap=this.specularIntensityMap.toJSON(e).uuid),this.specularColorMap&&this.specularColorMap.isTexture&&(n.specularColorMap=this.specularColorMap.toJSON(e).uuid),this.envMap&&this.envMap.isTexture&&(n.envMap=this.envMap.toJSON(e).uuid,this.combine!==void 0&&(n.combine=this.combine)),this.envMapRotation!==void 0&&(n.envMapRotation=this.envMapRotation.toArray()),this.envMapIntensity!==void 0&&(n.envMapIntensity=this.envMapIntensity),this.reflectivity!==void 0&&(n.reflectivity=this.reflectivity),this.refractionRatio!==void 0&&(n.refractionRatio=this.refractionRatio),this.gradientMap&&this.gradientMap.isTexture&&(n.gradientMap=this.gradientMap.toJSON(e).uuid),this.transmission!==void 0&&(n.transmission=this.transmission),this.transmissionMap&&this.transmissionMap.isTexture&&(n.transmissionMap=this.transmissionMap.toJSON(e).uuid),this.thickness!==void 0&&(n.thickness=this.thickness),this.thicknessMap&&this.thicknessMap.isTexture&&(n.thicknessMap=this.thicknessMap.toJSON(e).uuid),this.attenuationDistance!==void 0&&(n.attenuationDistance=this.attenuationDistance),this.attenuationColor!==void 0&&(n.attenuationColor=this.attenuationColor.getHex()),this.size!==void 0&&(n.size=this.size),this.sizeAttenuation!==void 0&&(n.sizeAttenuation=this.sizeAttenuation),Array.isArray(this.clippingPlanes)&&this.clippingPlanes.length>0&&(n.clippingPlanes=this.clippingPlanes.map(r=>r.toJSON())),this.rotation!==void 0&&(n.rotation=this.rotation),this.depthPacking!==void 0&&(n.depthPacking=this.depthPacking),this.linewidth!==void 0&&(n.linewidth=this.linewidth),this.linecap!==void 0&&(n.linecap=this.linecap),this.linejoin!==void 0&&(n.linejoin=this.linejoin),this.dashSize!==void 0&&(n.dashSize=this.dashSize),this.gapSize!==void 0&&(n.gapSize=this.gapSize),this.scale!==void 0&&(n.scale=this.scale),this.wireframe!==void 0&&(n.wireframe=this.wireframe),this.wireframeLinewidth!==void 0&&(n.wireframeLinewidth=this.wireframeLinewidth),this.wireframeLinecap!==void 0&&(n.wireframeLinecap=this.wireframeLinecap),this.wireframeLinejoin!==void 0&&(n.wireframeLinejoin=this.wireframeLinejoin),this.flatShading!==void 0&&(n.flatShading=this.flatShading),this.fog!==void 0&&(n.fog=this.fog),Object.keys(this.userData).length>0&&(n.userData=this.userData);function s(r){let o=[];for(let a in r){let l=r[a];delete l.metadata,o.push(l)}return o}if(t){let r=s(e.textures),o=s(e.images);r.length>0&&(n.textures=r),o.length>0&&(n.images=o)}return n}fromJSON(e,t){if(e.uuid!==void 0&&(this.uuid=e.uuid),e.name!==void 0&&(this.name=e.name),e.color!==void 0&&this.color!==void 0&&this.color.setHex(e.color),e.roughness!==void 0&&(this.roughness=e.roughness),e.metalness!==void 0&&(this.metalness=e.metalness),e.sheen!==void 0&&(this.sheen=e.sheen),e.sheenColor!==void 0&&(this.sheenColor=new Ee().setHex(e.sheenColor)),e.sheenRoughness!==void 0&&(this.sheenRoughness=e.sheenRoughness),e.emissive!==void 0&&this.emissive!==void 0&&this.emissive.setHex(e.emissive),e.specular!==void 0&&this.specular!==void 0&&this.specular.setHex(e.specular),e.specularIntensity!==void 0&&(this.specularIntensity=e.specularIntensity),e.specularColor!==void 0&&this.specularColor!==void 0&&this.specularColor.setHex(e.specularColor),e.shininess!==void 0&&(this.shininess=e.shininess),e.clearcoat!==void 0&&(this.clearcoat=e.clearcoat),e.clearcoatRoughness!==void 0&&(this.clearcoatRoughness=e.clearcoatRoughness),e.diffuseRoughness!==void 0&&(this.diffuseRoughness=e.diffuseRoughness),e.dispersion!==void 0&&(this.dispersion=e.dispersion),e.retroreflectivity!==void 0&&(this.retroreflectivity=e.retroreflectivity),e.iridescence!==void 0&&(this.iridescence=e.iridescence),e.iridescenceIOR!==void 0&&(this.iridescenceIOR=e.iridescenceIOR),e.iridescenceThicknessMinimum!==void 0&&(this.iridescenceThicknessMinimum=e.iridescenceThicknessMinimum),e.iridescenceThicknessMaximum!==void 0&&(this.iridescenceThicknessMaximum=e.iridescenceThicknessMaximum),e.iridescenceThicknessRange!==void 0&&(this.iridescenceThicknessMinimum=e.iridescenceThicknessRange[0],this.iridescenceThicknessMaximum=e.iridescenceThicknessRange[1]),e.transmission!==void 0&&(this.transmission=e.transmission),e.thickness!==void 0&&(this.thickness=e.thickness),e.attenuationDistance!==void 0&&(this.attenuationDistance=e.attenuationDistance),e.attenuationColor!==void 0&&this.attenuationColor!==void 0&&this.attenuationColor.setHex(e.attenuationColor),e.anisotropy!==void 0&&(this.anisotropy=e.anisotropy),e.anisotropyRotation!==void 0&&(this.anisotropyRotation=e.anisotropyRotation),e.fog!==void 0&&(this.fog=e.fog),e.flatShading!==void 0&&(this.flatShading=e.flatShading),e.blending!==void 0&&(this.blending=e.blending),e.combine!==void 0&&(this.combine=e.combine),e.side!==void 0&&(this.side=e.side),e.shadowSide!==void 0&&(this.shadowSide=e.shadowSide),e.opacity!==void 0&&(this.opacity=e.opacity),e.transparent!==void 0&&(this.transparent=e.transparent),e.alphaTest!==void 0&&(this.alphaTest=e.alphaTest),e.alphaHash!==void 0&&(this.alphaHash=e.alphaHash),e.depthFunc!==void 0&&(this.depthFunc=e.depthFunc),e.depthTest!==void 0&&(this.depthTest=e.depthTest),e.depthWrite!==void 0&&(this.depthWrite=e.depthWrite),e.colorWrite!==void 0&&(this.colorWrite=e.colorWrite),e.clippingPlanes!==void 0&&(this.clippingPlanes=e.clippingPlanes.map(n=>new Qt().fromJSON(n))),e.clipIntersection!==void 0&&(this.clipIntersection=e.clipIntersection),e.clipShadows!==void 0&&(this.clipShadows=e.clipShadows),e.depthPacking!==void 0&&(this.depthPacking=e.depthPacking),e.blendSrc!==void 0&&(this.blendSrc=e.blendSrc),e.blendDst!==void 0&&(this.blendDst=e.blendDst),e.blendEquation!==void 0&&(this.blendEquation=e.blendEquation),e.blendSrcAlpha!==void 0&&(this.blendSrcAlpha=e.blendSrcAlpha),e.blendDstAlpha!==void 0&&(this.blendDstAlpha=e.blendDstAlpha),e.blendEquationAlpha!==void 0&&(this.blendEquationAlpha=e.blendEquationAlpha),e.blendColor!==void 0&&this.blendColor!==void 0&&this.blendColor.setHex(e.blendColor),e.blendAlpha!==void 0&&(this.blendAlpha=e.blendAlpha),e.stencilWriteMask!==void 0&&(this.stencilWriteMask=e.stencilWriteMask),e.stencilFunc!==void 0&&(this.stencilFunc=e.stencilFunc),e.stencilRef!==void 0&&(this.stencilRef=e.stencilRef),e.stencilFuncMask!==void 0&&(this.stencilFuncMask=e.stencilFuncMask),e.stencilFail!==void 0&&(this.stencilFail=e.stencilFail),e.stencilZFail!==void 0&&(this.stencilZFail=e.stencilZFail),e.stencilZPass!==void 0&&(this.stencilZPass=e.stencilZPass),e.stencilWrite!==void 0&&(this.stencilWrite=e.stencilWrite),e.wireframe!==void 0&&(this.wireframe=e.wireframe),e.wireframeLinewidth!==void 0&&(this.wireframeLinewidth=e.wireframeLinewidth),e.wireframeLinecap!==void 0&&(this.wireframeLinecap=e.wireframeLinecap),e.wireframeLinejoin!==void 0&&(this.wireframeLinejoin=e.wireframeLinejoin),e.rotation!==void 0&&(this.rotation=e.rotation),e.linewidth!==void 0&&(this.linewidth=e.linewidth),e.linecap!==void 0&&(this.linecap=e.linecap),e.linejoin!==void 0&&(this.linejoin=e.linejoin),e.dashSize!==void 0&&(this.dashSize=e.dashSize),e.gapSize!==void 0&&(this.gapSize=e.gapSize),e.scale!==void 0&&(this.scale=e.scale),e.polygonOffset!==void 0&&(this.polygonOffset=e.polygonOffset),e.polygonOffsetFactor!==void 0&&(this.polygonOffsetFactor=e.polygonOffsetFactor),e.polygonOffsetUnits!==void 0&&(this.polygonOffsetUnits=e.polygonOffsetUnits),e.dithering!==void 0&&(this.dithering=e.dithering),e.alphaToCoverage!==void 0&&(this.alphaToCoverage=e.alphaToCoverage),e.premultipliedAlpha!==void 0&&(this.premultipliedAlpha=e.premultipliedAlpha),e.forceSinglePass!==void 0&&(this.forceSinglePass=e.forceSinglePass),e.allowOverride!==void 0&&(this.allowOverride=e.allowOverride),e.visible!==void 0&&(this.visible=e.visible),e.toneMapped!==void 0&&(this.toneMapped=e.toneMapped),e.userData!==void 0&&(this.userData=e.userData),e.vertexColors!==void 0&&(typeof e.vertexColors=="number"?this.vertexColors=e.vertexColors>0:this.vertexColors=e.vertexColors),e.size!==void 0&&(this.size=e.size),e.sizeAttenuation!==void 0&&(this.sizeAttenuation=e.sizeAttenuation),e.map!==void 0&&(this.map=t[e.map]||null),e.matcap!==void 0&&(this.matcap=t[e.matcap]||null),e.alphaMap!==void 0&&(this.alphaMap=t[e.alphaMap]||null),e.bumpMap!==void 0&&(this.bumpMap=t[e.bumpMap]||null),e.bumpScale!==void 0&&(this.bumpScale=e.bumpScale),e.normalMap!==void 0&&(this.normalMap=t[e.normalMap]||null),e.normalMapType!==void 0&&(this.normalMapType=e.normalMapType),e.normalScale!==void 0){let n=e.normalScale;Array.isArray(n)===!1&&(n=[n,n]),this.normalScale=new Ie().fromArray(n)}return e.displacementMap!==void 0&&(this.displacementMap=t[e.displacementMap]||null),e.displacementScale!==void 0&&(this.displacementScale=e.displacementScale),e.displacementBias!==void 0&&(this.displacementBias=e.displacementBias),e.roughnessMap!==void 0&&(this.roughnessMap=t[e.roughnessMap]||null),e.metalnessMap!==void 0&&(this.metalnessMap=t[e.metalnessMap]||null),e.emissiveMap!==void 0&&(this.emissiveMap=t[e.emissiveMap]||null),e.emissiveIntensity!==void 0&&(this.emissiveIntensity=e.emissiveIntensity),e.specularMap!==void 0&&(this.specularMap=t[e.specularMap]||null),e.specularIntensityMap!==void 0&&(this.specularIntensityMap=t[e.specularIntensityMap]||null),e.specularColorMap!==void 0&&(this.specularColorMap=t[e.specularColorMap]||null),e.envMap!==void 0&&(this.envMap=t[e.envMap]||null),e.envMapRotation!==void 0&&this.envMapRotation.fromArray(e.envMapRotation),e.envMapIntensity!==void 0&&(this.envMapIntensity=e.envMapIntensity),e.reflectivity!==void 0&&(this.reflectivity=e.reflectivity),e.refractionRatio!==void 0&&(this.refractionRatio=e.refractionRatio),e.lightMap!==void 0&&(this.lightMap=t[e.lightMap]||null),e.lightMapIntensity!==void 0&&(this.lightMapIntensity=e.lightMapIntensity),e.aoMap!==void 0&&(this.aoMap=t[e.aoMap]||null),e.aoMapIntensity!==void 0&&(this.aoMapIntensity=e.aoMapIntensity),e.gradientMap!==void 0&&(this.gradientMap=t[e.gradientMap]||null),e.clearcoatMap!==void 0&&(this.clearcoatMap=t[e.clearcoatMap]||null),e.clearcoatRoughnessMap!==void 0&&(this.clearcoatRoughnessMap=t[e.clearcoatRoughnessMap]||null),e.clearcoatNormalMap!==void 0&&(this.clearcoatNormalMap=t[e.clearcoatNormalMap]||null),e.clearcoatNormalScale!==void 0&&(this.clearcoatNormalScale=new Ie().fromArray(e.clearcoatNormalScale)),e.diffuseRoughnessMap!==void 0&&(this.diffuseRoughnessMap=t[e.diffuseRoughnessMap]||null),e.iridescenceMap!==void 0&&(this.iridescenceMap=t[e.iridescenceMap]||null),e.iridescenceThicknessMap!==void 0&&(this.iridescenceThicknessMap=t[e.iridescenceThicknessMap]||null),e.transmissionMap!==void 0&&(this.transmissionMap=t[e.transmissionMap]||null),e.thicknessMap!==void 0&&(this.thicknessMap=t[e.thicknessMap]||null),e.anisotropyMap!==void 0&&(this.anisotropyMap=t[e.anisotropyMap]||null),e.sheenColorMap!==void 0&&(this.sheenColorMap=t[e.sheenColorMap]||null),e.sheenRoughnessMap!==void 0&&(this.sheenRoughnessMap=t[e.sheenRoughnessMap]||null),this}clone(){return new this.constructor().copy(this)}copy(e){this.name=e.name,this.blending=e.blending,this.side=e.side,this.vertexColors=e.vertexColors,this.opacity=e.opacity,this.transparent=e.transparent,this.blendSrc=e.blendSrc,this.blendDst=e.blendDst,this.blendEquation=e.blendEquation,this.blendSrcAlpha=e.blendSrcAlpha,this.blendDstAlpha=e.blendDstAlpha,this.blendEquationAlpha=e.blendEquationAlpha,this.blendColor.copy(e.blendColor),this.blendAlpha=e.blendAlpha,this.depthFunc=e.depthFunc,this.depthTest=e.depthTest,this.depthWrite=e.depthWrite,this.stencilWriteMask=e.stencilWriteMask,this.stencilFunc=e.stencilFunc,this.stencilRef=e.stencilRef,this.stencilFuncMask=e.stencilFuncMask,this.stencilFail=e.stencilFail,this.stencilZFail=e.stencilZFail,this.stencilZPass=e.stencilZPass,this.stencilWrite=e.stencilWrite;let t=e.clippingPlanes,n=null;if(t!==null){let s=t.length;n=new Array(s);for(let r=0;r!==s;++r)n[r]=t[r].clone()}return this.clippingPlanes=n,this.clipIntersection=e.clipIntersection,this.clipShadows=e.clipShadows,this.shadowSide=e.shadowSide,this.colorWrite=e.colorWrite,this.precision=e.precision,this.polygonOffset=e.polygonOffset,this.polygonOffsetFactor=e.polygonOffsetFactor,this.polygonOffsetUnits=e.polygonOffsetUnits,this.dithering=e.dithering,this.alphaTest=e.alphaTest,this.alphaHash=e.alphaHash,this.alphaToCoverage=e.alphaToCoverage,this.premultipliedAlpha=e.premultipliedAlpha,this.forceSinglePass=e.forceSinglePass,this.allowOverride=e.allowOverride,this.visible=e.visible,this.toneMapped=e.toneMapped,this.userData=JSON.parse(JSON.stringify(e.userData)),this}dispose(){this.dispatchEvent({type:"dispose"})}set needsUpdate(e){e===!0&&this.version++}};var ti=new N,ih=new N,Fo=new N,Oo=new N,Qi=class{constructor(e=new N,t=new N(0,0,-1)){this.origin=e,this.direction=t}set(e,t){return this.origin.copy(e),this.direction.copy(t),this}copy(e){return this.origin.copy(e.origin),this.direction.copy(e.direction),this}at(e,t){return t.copy(this.origin).addScaledVector(this.direction,e)}lookAt(e){return this.direction.copy(e).sub(this.origin).normalize(),this}recast(e){return this.origin.copy(this.at(e,ti)),this}closestPointToPoint(e,t){t.subVectors(e,this.origin);let n=t.dot(this.direction);return n<0?t.copy(this.origin):t.copy(this.origin).addScaledVector(this.direction,n)}distanceToPoint(e){return Math.sqrt(this.distanceSqToPoint(e))}distanceSqToPoint(e){let t=ti.subVectors(e,this.origin).dot(this.direction);return t<0?this.origin.distanceToSquared(e):(ti.copy(this.origin).addScaledVector(this.direction,t),ti.distanceToSquared(e))}distanceSqToSegment(e,t,n,s){ih.copy(e).add(t).multiplyScalar(.5),Fo.copy(t).sub(e).normalize(),Oo.copy(this.origin).sub(ih);let r=e.distanceTo(t)*.5,o=-this.direction.dot(Fo),a=Oo.dot(this.direction),l=-Oo.dot(Fo),c=Oo.lengthSq(),h=Math.abs(1-o*o),u,d,p,g;if(h>0)if(u=o*l-a,d=o*a-l,g=r*h,u>=0)if(d>=-g)if(d<=g){let _=1/h;u*=_,d*=_,p=u*(u+o*d+2*a)+d*(o*u+d+2*l)+c}else d=r,u=Math.max(0,-(o*d+a)),p=-u*u+d*(d+2*l)+c;else d=-r,u=Math.max(0,-(o*d+a)),p=-u*u+d*(d+2*l)+c;else d<=-g?(u=Math.max(0,-(-o*r+a)),d=u>0?-r:Math.min(Math.max(-r,-l),r),p=-u*u+d*(d+2*l)+c):d<=g?(u=0,d=Math.min(Math.max(-r,-l),r),p=d*(d+2*l)+c):(u=Math.max(0,-(o*r+a)),d=u>0?r:Math.min(Math.max(-r,-l),r),p=-u*u+d*(d+2*l)+c);else d=o>0?-r:r,u=Math.max(0,-(o*d+a)),p=-u*u+d*(d+2*l)+c;return n&&n.copy(this.origin).addScaledVector(this.direction,u),s&&s.copy(ih).addScaledVector(Fo,d),p}intersectSphere(e,t){if(e.radius<0)return null;ti.subVectors(e.center,this.origin);let n=ti.dot(this.direction),s=ti.dot(ti)-n*n,r=e.radius*e.radius;if(s>r)return null;let o=Math.sqrt(r-s),a=n-o,l=n+o;return l<0?null:a<0?this.at(l,t):this.at(a,t)}intersectsSphere(e){return e.radius<0?!1:this.distanceSqToPoint(e.center)<=e.radius*e.radius}distanceToPlane(e){let t=e.normal.dot(this.direction);if(t===0)return e.distanceToPoint(this.origin)===0?0:null;let n=-(this.origin.dot(e.normal)+e.constant)/t;return n>=0?n:null}intersectPlane(e,t){let n=this.distanceToPlane(e);return n===null?null:this.at(n,t)}intersectsPlane(e){let t=e.distanceToPoint(this.origin);return t===0||e.normal.dot(this.direction)*t<0}intersectBox(e,t){let n,s,r,o,a,l,c=1/this.direction.x,h=1/this.direction.y,u=1/this.direction.z,d=this.origin;return c>=0?(n=(e.min.x-d.x)*c,s=(e.max.x-d.x)*c):(n=(e.max.x-d.x)*c,s=(e.min.x-d.x)*c),h>=0?(r=(e.min.y-d.y)*h,o=(e.max.y-d.y)*h):(r=(e.max.y-d.y)*h,o=(e.min.y-d.y)*h),n>o||r>s||((r>n||isNaN(n))&&(n=r),(o<s||isNaN(s))&&(s=o),u>=0?(a=(e.min.z-d.z)*u,l=(e.max.z-d.z)*u):(a=(e.max.z-d.z)*u,l=(e.min.z-d.z)*u),n>l||a>s)||((a>n||n!==n)&&(n=a),(l<s||s!==s)&&(s=l),s<0)?null:this.at(n>=0?n:s,t)}intersectsBox(e){return this.intersectBox(e,ti)!==null}intersectTriangle(e,t,n,s,r){let o=this.origin,a=this.direction,l=a.x,c=a.y,h=a.z,u=e.x-o.x,d=e.y-o.y,p=e.z-o.z,g=t.x-o.x,_=t.y-o.y,m=t.z-o.z,f=n.x-o.x,b=n.y-o.y,A=n.z-o.z,S=Math.abs(l),C=Math.abs(c),E=Math.abs(h),x,M,B,L,F,H,q,P,X,Z,V,ne;if(S>=C&&S>=E?(B=l,H=u,X=g,ne=f,l>=0?(x=c,M=h,L=d,F=p,q=_,P=m,Z=b,V=A):(x=h,M=c,L=p,F=d,q=m,P=_,Z=A,V=b)):C>=E?(B=c,H=d,X=_,ne=b,c>=0?(x=h,M=l,L=p,F=u,q=m,P=g,Z=A,V=f):(x=l,M=h,L=u,F=p,q=g,P=m,Z=f,V=A)):(B=h,H=p,X=m,ne=A,h>=0?(x=l,M=c,L=u,F=d,q=g,P=_,Z=f,V=b):(x=c,M=l,L=d,F=u,q=_,P=g,Z=b,V=f)),B===0)return null;let W=x/B,Q=M/B,ee=1/B,Me=L-W*H,Ue=F-Q*H,K=q-W*X,me=P-Q*X,ye=Z-W*ne,Re=V-Q*ne,ge=ye*me-Re*K,Be=Me*Re-Ue*ye,_t=K*Ue-me*Me;if(s){if(ge<0||Be<0||_t<0)return null}else if((ge<0||Be<0||_t<0)&&(ge>0||Be>0||_t>0))return null;let Le=ge+Be+_t;if(Le===0)return null;let tt=ee*(ge*H+Be*X+_t*ne);return(Le>0?tt<0:tt>0)?null:this.at(tt/Le,r)}applyMatrix4(e){return this.origin.applyMatrix4(e),this.direction.transformDirection(e),this}equals(e){return e.origin.equals(this.origin)&&e.direction.equals(this.direction)}clone(){return new this.constructor().copy(this)}},ua=class extends wi{constructor(e){super(),this.isMeshBasicMaterial=!0,this.type="MeshBasicMaterial",this.color=new Ee(16777215),this.map=null,this.lightMap=null,this.lightMapIntensity=1,this.aoMap=null,this.aoMapIntensity=1,this.specularMap=null,this.alphaMap=null,this.envMap=null,this.envMapRotation=new _i,this.combine=_h,this.reflectivity=1,this.refractionRatio=.98,this.wireframe=!1,this.wireframeLinewidth=1,this.wireframeLinecap="round",this.wireframeLinejoin="round",this.fog=!0,this.setValues(e)}copy(e){return super.copy(e),this.color.copy(e.color),this.map=e.map,this.lightMap=e.lightMap,this.lightMapIntensity=e.lightMapIntensity,this.aoMap=e.aoMap,this.aoMapIntensity=e.aoMapIntensity,this.specularMap=e.specularMap,this.alphaMap=e.alphaMap,this.envMap=e.envMap,this.envMapRotation.copy(e.envMapRotation),this.combine=e.combine,this.reflectivity=e.reflectivity,this.refractionRatio=e.refractionRatio,this.wireframe=e.wireframe,this.wireframeLinewidth=e.wireframeLinewidth,this.wireframeLinecap=e.wireframeLinecap,this.wireframeLinejoin=e.wireframeLinejoin,this.fog=e.fog,this}},ap=new at,$i=new Qi,Uo=new si,lp=new N,ko=new N,Bo=new N,zo=new N,sh=new N,Ho=new N,cp=new N,Vo=new N,tn=class extends Yt{constructor(e=new on,t=new ua){super(),this.isMesh=!0,this.type="Mesh",this.geometry=e,this.material=t,this.morphTargetDictionary=void 0,this.morphTargetInfluences=void 0,this.count=1,this.updateMorphTargets()}copy(e,t){return super.copy(e,t),e.morphTargetInfluences!==void 0?this.morphTargetInfluences=e.morphTargetInfluences.slice():this.morphTargetInfluences=void 0,e.morphTargetDictionary!==void 0?this.morphTargetDictionary=Object.assign({},e.morphTargetDictionary):this.morphTargetDictionary=void 0,this.material=Array.isArray(e.material)?e.material.slice():e.material,this.geometry=e.geometry,this}updateMorphTargets(){let t=this.geometry.morphAttributes,n=Object.keys(t);if(n.length>0){let s=t[n[0]];if(s!==void 0){this.morphTargetInfluences=[],this.morphTargetDictionary={};for(let r=0,o=s.length;r<o;r++){let a=s[r].name||String(r);this.morphTargetInfluences.push(0),this.morphTargetDictionary[a]=r}}}}getVertexPosition(e,t){let n=this.geometry,s=n.attributes.position,r=n.morphAttributes.position,o=n.morphTargetsRelative;t.fromBufferAttribute(s,e);let a=this.morphTargetInfluences;if(r&&a){Ho.set(0,0,0);for(let l=0,c=r.length;l<c;l++){let h=a[l],u=r[l];h!==0&&(sh.fromBufferAttribute(u,e),o?Ho.addScaledVector(sh,h):Ho.addScaledVector(sh.sub(t),h))}t.add(Ho)}return t}intersectsFrustum(e){return e.intersectsObject(this)}raycast(e,t){let n=this.geometry,s=this.material,r=this.matrixWorld;s!==void 0&&(n.boundingSphere===null&&n.computeBoundingSphere(),Uo.copy(n.boundingSphere),Uo.applyMatrix4(r),$i.copy(e.ray).recast(e.near),!(Uo.containsPoint($i.origin)===!1&&($i.intersectSphere(Uo,lp)===null||$i.origin.distanceToSquared(lp)>(e.far-e.near)**2))&&(ap.copy(r).invert(),$i.copy(e.ray).applyMatrix4(ap),!(n.boundingBox!==null&&$i.intersectsBox(n.boundingBox)===!1)&&this._computeIntersections(e,t,$i)))}_computeIntersections(e,t,n){let s,r=this.geometry,o=this.material,a=r.index,l=r.attributes.position,c=r.attributes.uv,h=r.attributes.uv1,u=r.attributes.normal,d=r.groups,p=r.drawRange;if(a!==null)if(Array.isArray(o))for(let g=0,_=d.length;g<_;g++){let m=d[g],f=o[m.materialIndex],b=Math.max(m.start,p.start),A=Math.min(a.count,Math.min(m.start+m.count,p.start+p.count));for(let S=b,C=A;S<C;S+=3){let E=a.getX(S),x=a.getX(S+1),M=a.getX(S+2);s=Go(this,f,e,n,c,h,u,E,x,M),s&&(s.faceIndex=Math.floor(S/3),s.face.materialIndex=m.materialIndex,t.push(s))}}else{let g=Math.max(0,p.start),_=Math.min(a.count,p.start+p.count);for(let m=g,f=_;m<f;m+=3){let b=a.getX(m),A=a.getX(m+1),S=a.getX(m+2);s=Go(this,o,e,n,c,h,u,b,A,S),s&&(s.faceIndex=Math.floor(m/3),t.push(s))}}else if(l!==void 0)if(Array.isArray(o))for(let g=0,_=d.length;g<_;g++){let m=d[g],f=o[m.materialIndex],b=Math.max(m.start,p.start),A=Math.min(l.count,Math.min(m.start+m.count,p.start+p.count));for(let S=b,C=A;S<C;S+=3){let E=S,x=S+1,M=S+2;s=Go(this,f,e,n,c,h,u,E,x,M),s&&(s.faceIndex=Math.floor(S/3),s.face.materialIndex=m.materialIndex,t.push(s))}}else{let g=Math.max(0,p.start),_=Math.min(l.count,p.start+p.count);for(let m=g,f=_;m<f;m+=3){let b=m,A=m+1,S=m+2;s=Go(this,o,e,n,c,h,u,b,A,S),s&&(s.faceIndex=Math.floor(m/3),t.push(s))}}}};function h0(i,e,t,n,s,r,o,a){let l;if(e.side===sn?l=n.intersectTriangle(o,r,s,!0,a):l=n.intersectTriangle(s,r,o,e.side===zn,a),l===null)return null;Vo.copy(a),Vo.applyMatrix4(i.matrixWorld);let c=t.ray.origin.distanceTo(Vo);return c<t.near||c>t.far?null:{distance:c,point:Vo.clone(),object:i}}function Go(i,e,t,n,s,r,o,a,l,c){i.getVertexPosition(a,ko),i.getVertexPosition(l,Bo),i.getVertexPosition(c,zo);let h=h0(i,e,t,n,ko,Bo,zo,cp);if(h){let u=new N;yi.getBarycoord(cp,ko,Bo,zo,u),s&&(h.uv=yi.getInterpolatedAttribute(s,a,l,c,u,new Ie)),r&&(h.uv1=yi.getInterpolatedAttribute(r,a,l,c,u,new Ie)),o&&(h.normal=yi.getInterpolatedAttribute(o,a,l,c,u,new N),h.normal.dot(n.direction)>0&&h.normal.multiplyScalar(-1));let d={a,b:l,c,normal:new N,materialIndex:0};yi.getNormal(ko,Bo,zo,d.normal),h.face=d,h.barycoord=u}return h}var Is=class extends en{constructor(e=null,t=1,n=1,s,r,o,a,l,c=Mt,h=Mt,u,d){super(null,o,a,l,c,h,s,r,u,d),this.isDataTexture=!0,this.image={data:e,width:t,height:n},this.generateMipmaps=!1,this.flipY=!1,this.unpackAlignment=1}};var qi=new si,u0=new Ie(.5,.5),Wo=new N,Mi=class{constructor(e=new Qt,t=new Qt,n=new Qt,s=new Qt,r=new Qt,o=new Qt){this.planes=[e,t,n,s,r,o]}set(e,t,n,s,r,o){let a=this.planes;return a[0].copy(e),a[1].copy(t),a[2].copy(n),a[3].copy(s),a[4].copy(r),a[5].copy(o),this}copy(e){let t=this.planes;for(let n=0;n<6;n++)t[n].copy(e.planes[n]);return this}setFromProjectionMatrix(e,t=bn,n=!1){let s=this.planes,r=e.elements,o=r[0],a=r[1],l=r[2],c=r[3],h=r[4],u=r[5],d=r[6],p=r[7],g=r[8],_=r[9],m=r[10],f=r[11],b=r[12],A=r[13],S=r[14],C=r[15];if(s[0].setComponents(c-o,p-h,f-g,C-b).normalize(),s[1].setComponents(c+o,p+h,f+g,C+b).normalize(),s[2].setComponents(c+a,p+u,f+_,C+A).normalize(),s[3].setComponents(c-a,p-u,f-_,C-A).normalize(),n)s[4].setComponents(l,d,m,S).normalize(),s[5].setComponents(c-l,p-d,f-m,C-S).normalize();else if(s[4].setComponents(c-l,p-d,f-m,C-S).normalize(),t===bn)s[5].setComponents(c+l,p+d,f+m,C+S).normalize();else if(t===Cs)s[5].setComponents(l,d,m,S).normalize();else throw new Error("THREE.Frustum.setFromProjectionMatrix(): Invalid coordinate system: "+t);return this}intersectsObject(e){if(e.boundingSphere!==void 0)e.boundingSphere===null&&e.computeBoundingSphere(),qi.copy(e.boundingSphere).applyMatrix4(e.matrixWorld);else{let t=e.geometry;t.boundingSphere===null&&t.computeBoundingSphere(),qi.copy(t.boundingSphere).applyMatrix4(e.matrixWorld)}return this.intersectsSphere(qi)}intersectsSprite(e){qi.center.set(0,0,0);let t=u0.distanceTo(e.center);return qi.radius=.7071067811865476+t,qi.applyMatrix4(e.matrixWorld),this.intersectsSphere(qi)}intersectsSphere(e){let t=this.planes,n=e.center,s=-e.radius;for(let r=0;r<6;r++)if(t[r].distanceToPoint(n)<s)return!1;return!0}intersectsBox(e){let t=this.planes;for(let n=0;n<6;n++){let s=t[n];if(Wo.x=s.normal.x>0?e.max.x:e.min.x,Wo.y=s.normal.y>0?e.max.y:e.min.y,Wo.z=s.normal.z>0?e.max.z:e.min.z,s.distanceToPoint(Wo)<0)return!1}return!0}containsPoint(e){let t=this.planes;for(let n=0;n<6;n++)if(t[n].distanceToPoint(e)<0)return!1;return!0}clone(){return new this.constructor().copy(this)}},hp=new at,da=class i{constructor(){this.coordinateSystem=bn,this._frustums=[],this._count=0}setFromArrayCamera(e){let t=e.cameras,n=this._frustums;for(let s=0;s<t.length;s++){let r=t[s];hp.multiplyMatrices(r.projectionMatrix,r.matrixWorldInverse),n[s]===void 0&&(n[s]=new Mi),n[s].setFromProjectionMatrix(hp,r.coordinateSystem,r.reversedDepth)}return this._count=t.length,this}getFrustum(e){return this._frustums[e]}intersectsObject(e){let t=this._frustums;for(let n=0;n<this._count;n++)if(t[n].intersectsObject(e))return!0;return!1}intersectsSprite(e){let t=this._frustums;for(let n=0;n<this._count;n++)if(t[n].intersectsSprite(e))return!0;return!1}intersectsSphere(e){let t=this._frustums;for(let n=0;n<this._count;n++)if(t[n].intersectsSphere(e))return!0;return!1}intersectsBox(e){let t=this._frustums;for(let n=0;n<this._count;n++)if(t[n].intersectsBox(e))return!0;return!1}containsPoint(e){let t=this._frustums;for(let n=0;n<this._count;n++)if(t[n].containsPoint(e))return!0;return!1}copy(e){this.coordinateSystem=e.coordinateSystem;let t=this._frustums,n=e._frustums;for(let s=0;s<e._count;s++)t[s]===void 0&&(t[s]=new Mi),t[s].copy(n[s]);return this._count=e._count,this}clone(){return new i().copy(this)}};var Si=class extends wi{constructor(e){super(),this.isLineBasicMaterial=!0,this.type="LineBasicMaterial",this.color=new Ee(16777215),this.map=null,this.linewidth=1,this.linecap="round",this.linejoin="round",this.fog=!0,this.setValues(e)}copy(e){return super.copy(e),this.color.copy(e.color),this.map=e.map,this.linewidth=e.linewidth,this.linecap=e.linecap,this.linejoin=e.linejoin,this.fog=e.fog,this}},pa=new N,fa=new N,up=new at,lr=new Qi,Xo=new si,rh=new N,dp=new N,yr=class extends Yt{constructor(e=new on,t=new Si){super(),this.isLine=!0,this.type="Line",this.geometry=e,this.material=t,this.morphTargetDictionary=void 0,this.morphTargetInfluences=void 0,this.updateMorphTargets()}copy(e,t){return super.copy(e,t),e.morphTargetInfluences!==void 0?this.morphTargetInfluences=e.morphTargetInfluences.slice():this.morphTargetInfluences=void 0,e.morphTargetDictionary!==void 0?this.morphTargetDictionary=Object.assign({},e.morphTargetDictionary):this.morphTargetDictionary=void 0,this.material=Array.isArray(e.material)?e.material.slice():e.material,this.geometry=e.geometry,this}computeLineDistances(){let e=this.geometry;if(e.index===null){let t=e.attributes.position,n=[0];for(let s=1,r=t.count;s<r;s++)pa.fromBufferAttribute(t,s-1),fa.fromBufferAttribute(t,s),n[s]=n[s-1],n[s]+=pa.distanceTo(fa);e.setAttribute("lineDistance",new Ct(n,1))}else Ce("Line.computeLineDistances(): Computation only possible with non-indexed BufferGeometry.");return this}intersectsFrustum(e){return e.intersectsObject(this)}raycast(e,t){let n=this.geometry,s=this.matrixWorld,r=e.params.Line.threshold,o=n.drawRange;if(n.boundingSphere===null&&n.computeBoundingSphere(),Xo.copy(n.boundingSphere),Xo.applyMatrix4(s),Xo.radius+=r,e.ray.intersectsSphere(Xo)===!1)return;up.copy(s).invert(),lr.copy(e.ray).applyMatrix4(up);let a=r/((this.scale.x+this.scale.y+this.scale.z)/3),l=a*a,c=this.isLineSegments?2:1,h=n.index,d=n.attributes.position;if(h!==null){let p=Math.max(0,o.start),g=Math.min(h.count,o.start+o.count);for(let _=p,m=g-1;_<m;_+=c){let f=h.getX(_),b=h.getX(_+1),A=$o(this,e,lr,l,f,b,_);A&&t.push(A)}if(this.isLineLoop){let _=h.getX(g-1),m=h.getX(p),f=$o(this,e,lr,l,_,m,g-1);f&&t.push(f)}}else{let p=Math.max(0,o.start),g=Math.min(d.count,o.start+o.count);for(let _=p,m=g-1;_<m;_+=c){let f=$o(this,e,lr,l,_,_+1,_);f&&t.push(f)}if(this.isLineLoop){let _=$o(this,e,lr,l,g-1,p,g-1);_&&t.push(_)}}}updateMorphTargets(){let t=this.geometry.morphAttributes,n=Object.keys(t);if(n.length>0){let s=t[n[0]];if(s!==void 0){this.morphTargetInfluences=[],this.morphTargetDictionary={};for(let r=0,o=s.length;r<o;r++){let a=s[r].name||String(r);this.morphTargetInfluences.push(0),this.morphTargetDictionary[a]=r}}}}};function $o(i,e,t,n,s,r,o){let a=i.geometry.attributes.position;if(pa.fromBufferAttribute(a,s),fa.fromBufferAttribute(a,r),t.distanceSqToSegment(pa,fa,rh,dp)>n)return;rh.applyMatrix4(i.matrixWorld);let c=e.ray.origin.distanceTo(rh);if(!(c<e.near||c>e.far))return{distance:c,point:dp.clone().applyMatrix4(i.matrixWorld),index:o,face:null,faceIndex:null,barycoord:null,object:i}}var pp=new N,fp=new N,_r=class extends yr{constructor(e,t){super(e,t),this.isLineSegments=!0,this.type="LineSegments"}computeLineDistances(){let e=this.geometry;if(e.index===null){let t=e.attributes.position,n=[];for(let s=0,r=t.count;s<r;s+=2)pp.fromBufferAttribute(t,s),fp.fromBufferAttribute(t,s+1),n[s]=s===0?0:n[s-1],n[s+1]=n[s]+pp.distanceTo(fp);e.setAttribute("lineDistance",new Ct(n,1))}else Ce("LineSegments.computeLineDistances(): Computation only possible with non-indexed BufferGeometry.");return this}},br=class extends yr{constructor(e,t){super(e,t),this.isLineLoop=!0,this.type="LineLoop"}};var wr=class extends en{constructor(e,t){super({width:e,height:t}),this.isFramebufferTexture=!0,this.magFilter=Mt,this.minFilter=Mt,this.generateMipmaps=!1,this.needsUpdate=!0}copy(e){return super.copy(e),this.source=new Ki(Object.assign({},e.image)),this}};var Mr=class extends en{constructor(e=[],t=ss,n,s,r,o,a,l,c,h){super(e,t,n,s,r,o,a,l,c,h),this.isCubeTexture=!0,this.flipY=!1}get images(){return this.image}set images(e){this.image=e}};var ri=class extends en{constructor(e,t,n=Rn,s,r,o,a=Mt,l=Mt,c,h=ii,u=1){if(h!==ii&&h!==ai)throw new Error("THREE.DepthTexture: format must be either THREE.DepthFormat or THREE.DepthStencilFormat");let d={width:e,height:t,depth:u};super(d,s,r,o,a,l,h,n,c),this.isDepthTexture=!0,this.flipY=!1,this.generateMipmaps=!1,this.compareFunction=null}copy(e){return super.copy(e),this.source=new Ki(Object.assign({},e.image)),this.compareFunction=e.compareFunction,this}toJSON(e){let t=super.toJSON(e);return t.compareFunction=this.compareFunction,t}},Sr=class extends ri{constructor(e,t=Rn,n=ss,s,r,o=Mt,a=Mt,l,c=ii){let h={width:e,height:e,depth:1},u=[h,h,h,h,h,h];super(e,e,t,n,s,r,o,a,l,c),this.image=u,this.isCubeDepthTexture=!0,this.isCubeTexture=!0}get images(){return this.image}set images(e){this.image=e}},Er=class extends en{constructor(e=null){super(),this.sourceTexture=e,this.isExternalTexture=!0}copy(e){return super.copy(e),this.sourceTexture=e.sourceTexture,this}},Ds=class i extends on{constructor(e=1,t=1,n=1,s=1,r=1,o=1){super(),this.type="BoxGeometry",this.parameters={width:e,height:t,depth:n,widthSegments:s,heightSegments:r,depthSegments:o};let a=this;s=Math.floor(s),r=Math.floor(r),o=Math.floor(o);let l=[],c=[],h=[],u=[],d=0,p=0;g("z","y","x",-1,-1,n,t,e,o,r,0),g("z","y","x",1,-1,n,t,-e,o,r,1),g("x","z","y",1,1,e,n,t,s,o,2),g("x","z","y",1,-1,e,n,-t,s,o,3),g("x","y","z",1,-1,e,t,n,s,r,4),g("x","y","z",-1,-1,e,t,-n,s,r,5),this.setIndex(l),this.setAttribute("position",new Ct(c,3)),this.setAttribute("normal",new Ct(h,3)),this.setAttribute("uv",new Ct(u,2));function g(_,m,f,b,A,S,C,E,x,M,B){let L=S/x,F=C/M,H=S/2,q=C/2,P=E/2,X=x+1,Z=M+1,V=0,ne=0,W=new N;for(let Q=0;Q<Z;Q++){let ee=Q*F-q;for(let Me=0;Me<X;Me++){let Ue=Me*L-H;W[_]=Ue*b,W[m]=ee*A,W[f]=P,c.push(W.x,W.y,W.z),W[_]=0,W[m]=0,W[f]=E>0?1:-1,h.push(W.x,W.y,W.z),u.push(Me/x),u.push(1-Q/M),V+=1}}for(let Q=0;Q<M;Q++)for(let ee=0;ee<x;ee++){let Me=d+ee+X*Q,Ue=d+ee+X*(Q+1),K=d+(ee+1)+X*(Q+1),me=d+(ee+1)+X*Q;l.push(Me,Ue,me),l.push(Ue,K,me),ne+=6}a.addGroup(p,ne,B),p+=ne,d+=V}}copy(e){return super.copy(e),this.parameters=Object.assign({},e.parameters),this}static fromJSON(e){return new i(e.width,e.height,e.depth,e.widthSegments,e.heightSegments,e.depthSegments)}};var es=class i extends on{constructor(e=1,t=1,n=1,s=1){super(),this.type="PlaneGeometry",this.parameters={width:e,height:t,widthSegments:n,heightSegments:s};let r=e/2,o=t/2,a=Math.floor(n),l=Math.floor(s),c=a+1,h=l+1,u=e/a,d=t/l,p=[],g=[],_=[],m=[];for(let f=0;f<h;f++){let b=f*d-o;for(let A=0;A<c;A++){let S=A*u-r;g.push(S,-b,0),_.push(0,0,1),m.push(A/a),m.push(1-f/l)}}for(let f=0;f<l;f++)for(let b=0;b<a;b++){let A=b+c*f,S=b+c*(f+1),C=b+1+c*(f+1),E=b+1+c*f;p.push(A,S,E),p.push(S,C,E)}this.setIndex(p),this.setAttribute("position",new Ct(g,3)),this.setAttribute("normal",new Ct(_,3)),this.setAttribute("uv",new Ct(m,2))}copy(e){return super.copy(e),this.parameters=Object.assign({},e.parameters),this}static fromJSON(e){return new i(e.width,e.height,e.widthSegments,e.heightSegments)}},Tr=class i extends on{constructor(e=.5,t=1,n=32,s=1,r=0,o=Math.PI*2){super(),this.type="RingGeometry",this.parameters={innerRadius:e,outerRadius:t,thetaSegments:n,phiSegments:s,thetaStart:r,thetaLength:o},n=Math.max(3,n),s=Math.max(1,s);let a=[],l=[],c=[],h=[],u=e,d=(t-e)/s,p=new N,g=new Ie;for(let _=0;_<=s;_++){for(let m=0;m<=n;m++){let f=r+m/n*o;p.x=u*Math.cos(f),p.y=u*Math.sin(f),l.push(p.x,p.y,p.z),c.push(0,0,1),g.x=(p.x/t+1)/2,g.y=(p.y/t+1)/2,h.push(g.x,g.y)}u+=d}for(let _=0;_<s;_++){let m=_*(n+1);for(let f=0;f<n;f++){let b=f+m,A=b,S=b+n+1,C=b+n+2,E=b+1;a.push(A,S,E),a.push(S,C,E)}}this.setIndex(a),this.setAttribute("position",new Ct(l,3)),this.setAttribute("normal",new Ct(c,3)),this.setAttribute("uv",new Ct(h,2))}copy(e){return super.copy(e),this.parameters=Object.assign({},e.parameters),this}static fromJSON(e){return new i(e.innerRadius,e.outerRadius,e.thetaSegments,e.phiSegments,e.thetaStart,e.thetaLength)}};function os(i){let e={};for(let t in i){e[t]={};for(let n in i[t]){let s=i[t][n];if(mp(s))s.isRenderTargetTexture?(Ce("UniformsUtils: Textures of render targets cannot be cloned via cloneUniforms() or mergeUniforms()."),e[t][n]=null):e[t][n]=s.clone();else if(Array.isArray(s))if(mp(s[0])){let r=[];for(let o=0,a=s.length;o<a;o++)r[o]=s[o].clone();e[t][n]=r}else e[t][n]=s.slice();else e[t][n]=s}}return e}function jt(i){let e={};for(let t=0;t<i.length;t++){let n=os(i[t]);for(let s in n)e[s]=n[s]}return e}function mp(i){return i&&(i.isColor||i.isMatrix3||i.isMatrix4||i.isVector2||i.isVector3||i.isVector4||i.isTexture||i.isQuaternion)}function d0(i){let e=[];for(let t=0;t<i.length;t++)e.push(i[t].clone());return e}function Wh(i){let e=i.getRenderTarget();return e===null?i.outputColorSpace:e.isXRRenderTarget===!0?e.texture.colorSpace:Ye.workingColorSpace}var cf={clone:os,merge:jt},p0=`void main() {
	gl_Position = projectionMatrix * modelViewMatrix * vec4( position, 1.0 );
}`,f0=`void main() {
	gl_FragColor = vec4( 1.0, 0.0, 0.0, 1.0 );
}`,nn=class extends wi{constructor(e){super(),this.isShaderMaterial=!0,this.type="ShaderMaterial",this.defines={},this.uniforms={},this.uniformsGroups=[],this.vertexShader=p0,this.fragmentShader=f0,this.linewidth=1,this.wireframe=!1,this.wireframeLinewidth=1,this.fog=!1,this.lights=!1,this.clipping=!1,this.forceSinglePass=!0,this.extensions={clipCullDistance:!1,multiDraw:!1},this.defaultAttributeValues={color:[1,1,1],uv:[0,0],uv1:[0,0]},this.index0AttributeName=void 0,this.uniformsNeedUpdate=!1,this.glslVersion=null,e!==void 0&&this.setValues(e)}copy(e){return super.copy(e),this.fragmentShader=e.fragmentShader,this.vertexShader=e.vertexShader,this.uniforms=os(e.uniforms),this.uniformsGroups=d0(e.uniformsGroups),this.defines=Object.assign({},e.defines),this.wireframe=e.wireframe,this.wireframeLinewidth=e.wireframeLinewidth,this.fog=e.fog,this.lights=e.lights,this.clipping=e.clipping,this.extensions=Object.assign({},e.extensions),this.glslVersion=e.glslVersion,this.defaultAttributeValues=Object.assign({},e.defaultAttributeValues),this.index0AttributeName=e.index0AttributeName,this.uniformsNeedUpdate=e.uniformsNeedUpdate,this}toJSON(e){let t=super.toJSON(e);t.glslVersion=this.glslVersion,t.uniforms={};for(let s in this.uniforms){let o=this.uniforms[s].value;o&&o.isTexture?t.uniforms[s]={type:"t",value:o.toJSON(e).uuid}:o&&o.isColor?t.uniforms[s]={type:"c",value:o.getHex()}:o&&o.isVector2?t.uniforms[s]={type:"v2",value:o.toArray()}:o&&o.isVector3?t.uniforms[s]={type:"v3",value:o.toArray()}:o&&o.isVector4?t.uniforms[s]={type:"v4",value:o.toArray()}:o&&o.isMatrix3?t.uniforms[s]={type:"m3",value:o.toArray()}:o&&o.isMatrix4?t.uniforms[s]={type:"m4",value:o.toArray()}:t.uniforms[s]={value:o}}Object.keys(this.defines).length>0&&(t.defines=this.defines),t.vertexShader=this.vertexShader,t.fragmentShader=this.fragmentShader,t.lights=this.lights,t.clipping=this.clipping;let n={};for(let s in this.extensions)this.extensions[s]===!0&&(n[s]=!0);return Object.keys(n).length>0&&(t.extensions=n),t}fromJSON(e,t){if(super.fromJSON(e,t),e.uniforms!==void 0)for(let n in e.uniforms){let s=e.uniforms[n];switch(this.uniforms[n]={},s.type){case"t":this.uniforms[n].value=t[s.value]||null;break;case"c":this.uniforms[n].value=new Ee().setHex(s.value);break;case"v2":this.uniforms[n].value=new Ie().fromArray(s.value);break;case"v3":this.uniforms[n].value=new N().fromArray(s.value);break;case"v4":this.uniforms[n].value=new pt().fromArray(s.value);break;case"m3":this.uniforms[n].value=new Fe().fromArray(s.value);break;case"m4":this.uniforms[n].value=new at().fromArray(s.value);break;default:this.uniforms[n].value=s.value}}if(e.defines!==void 0&&(this.defines=e.defines),e.vertexShader!==void 0&&(this.vertexShader=e.vertexShader),e.fragmentShader!==void 0&&(this.fragmentShader=e.fragmentShader),e.glslVersion!==void 0&&(this.glslVersion=e.glslVersion),e.extensions!==void 0)for(let n in e.extensions)this.extensions[n]=e.extensions[n];return e.lights!==void 0&&(this.lights=e.lights),e.clipping!==void 0&&(this.clipping=e.clipping),this}},ma=class extends nn{constructor(e){super(e),this.isRawShaderMaterial=!0,this.type="RawShaderMaterial"}};var ga=class extends wi{constructor(e){super(),this.isMeshDepthMaterial=!0,this.type="MeshDepthMaterial",this.depthPacking=$p,this.map=null,this.alphaMap=null,this.displacementMap=null,this.displacementScale=1,this.displacementBias=0,this.wireframe=!1,this.wireframeLinewidth=1,this.setValues(e)}copy(e){return super.copy(e),this.depthPacking=e.depthPacking,this.map=e.map,this.alphaMap=e.alphaMap,this.displacementMap=e.displacementMap,this.displacementScale=e.displacementScale,this.displacementBias=e.displacementBias,this.wireframe=e.wireframe,this.wireframeLinewidth=e.wireframeLinewidth,this}},xa=class extends wi{constructor(e){super(),this.isMeshDistanceMaterial=!0,this.type="MeshDistanceMaterial",this.map=null,this.alphaMap=null,this.displacementMap=null,this.displacementScale=1,this.displacementBias=0,this.setValues(e)}copy(e){return super.copy(e),this.map=e.map,this.alphaMap=e.alphaMap,this.displacementMap=e.displacementMap,this.displacementScale=e.displacementScale,this.displacementBias=e.displacementBias,this}};function Ms(i,e){return!i||i.constructor===e?i:typeof e.BYTES_PER_ELEMENT=="number"?new e(i):Array.prototype.slice.call(i)}function qo(i){return i!==void 0&&i.inTangents!==void 0&&i.outTangents!==void 0}var Ei=class{constructor(e,t,n,s){this.parameterPositions=e,this._cachedIndex=0,this.resultBuffer=s!==void 0?s:new t.constructor(n),this.sampleValues=t,this.valueSize=n,this.settings=null,this.DefaultSettings_={}}evaluate(e){let t=this.parameterPositions,n=this._cachedIndex,s=t[n],r=t[n-1];n:{e:{let o;t:{i:if(!(e<s)){for(let a=n+2;;){if(s===void 0){if(e<r)break i;return n=t.length,this._cachedIndex=n,this.copySampleValue_(n-1)}if(n===a)break;if(r=s,s=t[++n],e<s)break e}o=t.length;break t}if(!(e>=r)){let a=t[1];e<a&&(n=2,r=a);for(let l=n-2;;){if(r===void 0)return this._cachedIndex=0,this.copySampleValue_(0);if(n===l)break;if(s=r,r=t[--n-1],e>=r)break e}o=n,n=0;break t}break n}for(;n<o;){let a=n+o>>>1;e<t[a]?o=a:n=a+1}if(s=t[n],r=t[n-1],r===void 0)return this._cachedIndex=0,this.copySampleValue_(0);if(s===void 0)return n=t.length,this._cachedIndex=n,this.copySampleValue_(n-1)}this._cachedIndex=n,this.intervalChanged_(n,r,s)}return this.interpolate_(n,r,e,s)}getSettings_(){return this.settings||this.DefaultSettings_}copySampleValue_(e){let t=this.resultBuffer,n=this.sampleValues,s=this.valueSize,r=e*s;for(let o=0;o!==s;++o)t[o]=n[r+o];return t}interpolate_(){throw new Error("THREE.Interpolant: Call to abstract method.")}intervalChanged_(){}},va=class extends Ei{constructor(e,t,n,s){super(e,t,n,s),this._weightPrev=-0,this._offsetPrev=-0,this._weightNext=-0,this._offsetNext=-0,this.DefaultSettings_={endingStart:lh,endingEnd:lh}}intervalChanged_(e,t,n){let s=this.parameterPositions,r=e-2,o=e+1,a=s[r],l=s[o];if(a===void 0)switch(this.getSettings_().endingStart){case ch:r=e,a=2*t-n;break;case hh:r=s.length-2,a=t+s[r]-s[r+1];break;default:r=e,a=n}if(l===void 0)switch(this.getSettings_().endingEnd){case ch:o=e,l=2*n-t;break;case hh:o=1,l=n+s[1]-s[0];break;default:o=e-1,l=t}let c=(n-t)*.5,h=this.valueSize;this._weightPrev=c/(t-a),this._weightNext=c/(l-n),this._offsetPrev=r*h,this._offsetNext=o*h}interpolate_(e,t,n,s){let r=this.resultBuffer,o=this.sampleValues,a=this.valueSize,l=e*a,c=l-a,h=this._offsetPrev,u=this._offsetNext,d=this._weightPrev,p=this._weightNext,g=(n-t)/(s-t),_=g*g,m=_*g,f=-d*m+2*d*_-d*g,b=(1+d)*m+(-1.5-2*d)*_+(-.5+d)*g+1,A=(-1-p)*m+(1.5+p)*_+.5*g,S=p*m-p*_;for(let C=0;C!==a;++C)r[C]=f*o[h+C]+b*o[c+C]+A*o[l+C]+S*o[u+C];return r}},ya=class extends Ei{constructor(e,t,n,s){super(e,t,n,s)}interpolate_(e,t,n,s){let r=this.resultBuffer,o=this.sampleValues,a=this.valueSize,l=e*a,c=l-a,h=(n-t)/(s-t),u=1-h;for(let d=0;d!==a;++d)r[d]=o[c+d]*u+o[l+d]*h;return r}},_a=class extends Ei{constructor(e,t,n,s){super(e,t,n,s)}interpolate_(e){return this.copySampleValue_(e-1)}},ba=class extends Ei{interpolate_(e,t,n,s){let r=this.resultBuffer,o=this.sampleValues,a=this.valueSize,l=e*a,c=l-a,h=this.inTangents,u=this.outTangents;if(!h||!u){let g=(n-t)/(s-t),_=1-g;for(let m=0;m!==a;++m)r[m]=o[c+m]*_+o[l+m]*g;return r}let d=a*2,p=e-1;for(let g=0;g!==a;++g){let _=o[c+g],m=o[l+g],f=p*d+g*2,b=u[f],A=u[f+1],S=e*d+g*2,C=h[S],E=h[S+1],x=g0(n,t,b,C,s);r[g]=hf(x,_,A,E,m)}return r}};function hf(i,e,t,n,s){let r=1-i;return r*r*r*e+3*r*r*i*t+3*r*i*i*n+i*i*i*s}function m0(i,e,t,n,s){let r=1-i;return 3*r*r*(t-e)+6*r*i*(n-t)+3*i*i*(s-n)}function g0(i,e,t,n,s){let r=(i-e)/(s-e);for(let o=0;o<8;o++){let a=hf(r,e,t,n,s)-i;if(Math.abs(a)<1e-10)break;let l=m0(r,e,t,n,s);if(Math.abs(l)<1e-10)break;r=Math.max(0,Math.min(1,r-a/l))}return r}var pn=class{constructor(e,t,n,s){if(e===void 0)throw new Error("THREE.KeyframeTrack: track name is undefined");if(t===void 0||t.length===0)throw new Error("THREE.KeyframeTrack: no keyframes in track named "+e);this.name=e,this.times=Ms(t,this.TimeBufferType),this.values=Ms(n,this.ValueBufferType),this.setInterpolation(s||this.DefaultInterpolation)}static toJSON(e){let t=e.constructor,n;if(t.toJSON!==this.toJSON)n=t.toJSON(e);else{n={name:e.name,times:Ms(e.times,Array),values:Ms(e.values,Array)};let s=e.getInterpolation();s!==e.DefaultInterpolation&&(n.interpolation=s),qo(e.settings)&&(n.settings={inTangents:Ms(e.settings.inTangents,Array),outTangents:Ms(e.settings.outTangents,Array)})}return n.type=e.ValueTypeName,n}InterpolantFactoryMethodDiscrete(e){return new _a(this.times,this.values,this.getValueSize(),e)}InterpolantFactoryMethodLinear(e){return new ya(this.times,this.values,this.getValueSize(),e)}InterpolantFactoryMethodSmooth(e){return new va(this.times,this.values,this.getValueSize(),e)}InterpolantFactoryMethodBezier(e){let t=new ba(this.times,this.values,this.getValueSize(),e);return this.settings&&(t.inTangents=this.settings.inTangents,t.outTangents=this.settings.outTangents),t}setInterpolation(e){let t;switch(e){case dr:t=this.InterpolantFactoryMethodDiscrete;break;case aa:t=this.InterpolantFactoryMethodLinear;break;case jo:t=this.InterpolantFactoryMethodSmooth;break;case ah:t=this.InterpolantFactoryMethodBezier;break}if(t===void 0){let n="unsupported interpolation for "+this.ValueTypeName+" keyframe track named "+this.name;if(this.createInterpolant===void 0)if(e!==this.DefaultInterpolation)this.setInterpolation(this.DefaultInterpolation);else throw new Error(n);return Ce("KeyframeTrack:",n),this}return this.createInterpolant=t,this}getInterpolation(){switch(this.createInterpolant){case this.InterpolantFactoryMethodDiscrete:return dr;case this.InterpolantFactoryMethodLinear:return aa;case this.InterpolantFactoryMethodSmooth:return jo;case this.InterpolantFactoryMethodBezier:return ah}}getValueSize(){return this.values.length/this.times.length}shift(e){if(e!==0){let t=this.times;for(let n=0,s=t.length;n!==s;++n)t[n]+=e;qo(this.settings)&&(gp(this.settings.inTangents,e),gp(this.settings.outTangents,e))}return this}scale(e){if(e!==1){let t=this.times;for(let n=0,s=t.length;n!==s;++n)t[n]*=e;qo(this.settings)&&(xp(this.settings.inTangents,e),xp(this.settings.outTangents,e))}return this}trim(e,t){let n=this.times,s=n.length,r=0,o=s-1;for(;r!==s&&n[r]<e;)++r;for(;o!==-1&&n[o]>t;)--o;if(++o,r!==0||o!==s){r>=o&&(o=Math.max(o,1),r=o-1);let a=this.getValueSize();this.times=n.slice(r,o),this.values=this.values.slice(r*a,o*a)}return this}validate(){let e=!0,t=this.getValueSize();t-Math.floor(t)!==0&&(Ne("KeyframeTrack: Invalid value size in track.",this),e=!1);let n=this.times,s=this.values,r=n.length;r===0&&(Ne("KeyframeTrack: Track is empty.",this),e=!1);let o=null;for(let a=0;a!==r;a++){let l=n[a];if(typeof l=="number"&&isNaN(l)){Ne("KeyframeTrack: Time is not a valid number.",this,a,l),e=!1;break}if(o!==null&&o>l){Ne("KeyframeTrack: Out of order keys.",this,a,l,o),e=!1;break}o=l}if(s!==void 0&&Ix(s))for(let a=0,l=s.length;a!==l;++a){let c=s[a];if(isNaN(c)){Ne("KeyframeTrack: Value is not a valid number.",this,a,c),e=!1;break}}return e}optimize(){let e=this.times.slice(),t=this.values.slice(),n=this.getValueSize(),s=this.getInterpolation()===jo,r=e.length-1,o=1;for(let a=1;a<r;++a){let l=!1,c=e[a],h=e[a+1];if(c!==h&&(a!==1||c!==e[0]))if(s)l=!0;else{let u=a*n,d=u-n,p=u+n;for(let g=0;g!==n;++g){let _=t[u+g];if(_!==t[d+g]||_!==t[p+g]){l=!0;break}}}if(l){if(a!==o){e[o]=e[a];let u=a*n,d=o*n;for(let p=0;p!==n;++p)t[d+p]=t[u+p]}++o}}if(r>0){e[o]=e[r];for(let a=r*n,l=o*n,c=0;c!==n;++c)t[l+c]=t[a+c];++o}return o!==e.length?(this.times=e.slice(0,o),this.values=t.slice(0,o*n)):(this.times=e,this.values=t),this}clone(){let e=this.times.slice(),t=this.values.slice(),n=this.constructor,s=new n(this.name,e,t);return s.createInterpolant=this.createInterpolant,qo(this.settings)&&(s.settings={inTangents:this.settings.inTangents.slice(),outTangents:this.settings.outTangents.slice()}),s}};function gp(i,e){for(let t=0,n=i.length;t!==n;t+=2)i[t]+=e}function xp(i,e){for(let t=0,n=i.length;t!==n;t+=2)i[t]*=e}pn.prototype.ValueTypeName="";pn.prototype.TimeBufferType=Float32Array;pn.prototype.ValueBufferType=Float32Array;pn.prototype.DefaultInterpolation=aa;var Ti=class extends pn{constructor(e,t,n){super(e,t,n)}};Ti.prototype.ValueTypeName="bool";Ti.prototype.ValueBufferType=Array;Ti.prototype.DefaultInterpolation=dr;Ti.prototype.InterpolantFactoryMethodLinear=void 0;Ti.prototype.InterpolantFactoryMethodSmooth=void 0;var wa=class extends pn{constructor(e,t,n,s){super(e,t,n,s)}};wa.prototype.ValueTypeName="color";var Ma=class extends pn{constructor(e,t,n,s){super(e,t,n,s)}};Ma.prototype.ValueTypeName="number";var Sa=class extends Ei{constructor(e,t,n,s){super(e,t,n,s)}interpolate_(e,t,n,s){let r=this.resultBuffer,o=this.sampleValues,a=this.valueSize,l=(n-t)/(s-t),c=e*a;for(let h=c+a;c!==h;c+=4)un.slerpFlat(r,0,o,c-a,o,c,l);return r}},Ar=class extends pn{constructor(e,t,n,s){super(e,t,n,s)}InterpolantFactoryMethodLinear(e){return new Sa(this.times,this.values,this.getValueSize(),e)}};Ar.prototype.ValueTypeName="quaternion";Ar.prototype.InterpolantFactoryMethodSmooth=void 0;var Ai=class extends pn{constructor(e,t,n){super(e,t,n)}};Ai.prototype.ValueTypeName="string";Ai.prototype.ValueBufferType=Array;Ai.prototype.DefaultInterpolation=dr;Ai.prototype.InterpolantFactoryMethodLinear=void 0;Ai.prototype.InterpolantFactoryMethodSmooth=void 0;var Ea=class extends pn{constructor(e,t,n,s){super(e,t,n,s)}};Ea.prototype.ValueTypeName="vector";var Ta=class{constructor(e,t,n){let s=this,r=!1,o=0,a=0,l,c=[];this.onStart=void 0,this.onLoad=e,this.onProgress=t,this.onError=n,this._abortController=null,this.itemStart=function(h){a++,r===!1&&s.onStart!==void 0&&s.onStart(h,o,a),r=!0},this.itemEnd=function(h){o++,s.onProgress!==void 0&&s.onProgress(h,o,a),o===a&&(r=!1,s.onLoad!==void 0&&s.onLoad())},this.itemError=function(h){s.onError!==void 0&&s.onError(h)},this.resolveURL=function(h){return h=h.normalize("NFC"),l?l(h):h},this.setURLModifier=function(h){return l=h,this},this.addHandler=function(h,u){return c.push(h,u),this},this.removeHandler=function(h){let u=c.indexOf(h);return u!==-1&&c.splice(u,2),this},this.getHandler=function(h){for(let u=0,d=c.length;u<d;u+=2){let p=c[u],g=c[u+1];if(p.global&&(p.lastIndex=0),p.test(h))return g}return null},this.abort=function(){return this.abortController.abort(),this._abortController=null,this}}get abortController(){return this._abortController||(this._abortController=new AbortController),this._abortController}},uf=new Ta,Aa=class{constructor(e){this.manager=e!==void 0?e:uf,this.crossOrigin="anonymous",this.withCredentials=!1,this.path="",this.resourcePath="",this.requestHeader={},this.priority="auto",this.cache="default",typeof __THREE_DEVTOOLS__<"u"&&__THREE_DEVTOOLS__.dispatchEvent(new CustomEvent("observe",{detail:this}))}load(){}loadAsync(e,t){let n=this;return new Promise(function(s,r){n.load(e,s,t,r)})}parse(){}setCrossOrigin(e){return this.crossOrigin=e,this}setWithCredentials(e){return this.withCredentials=e,this}setPath(e){return this.path=e,this}setResourcePath(e){return this.resourcePath=e,this}setRequestHeader(e){return this.requestHeader=e,this}setPriority(e){return this.priority=e,this}setCache(e){return this.cache=e,this}abort(){return this}};Aa.DEFAULT_MATERIAL_NAME="__DEFAULT";var Ca=class extends Yt{static registerNode(e){this.prototype._lightNode=e}constructor(e,t=1){super(),this.isLight=!0,this.type="Light",this.color=new Ee(e),this.intensity=t}copy(e,t){return super.copy(e,t),this.color.copy(e.color),this.intensity=e.intensity,this}toJSON(e){let t=super.toJSON(e);return t.object.color=this.color.getHex(),t.object.intensity=this.intensity,t}};var oh=new at,vp=new N,yp=new N,Ra=class{constructor(e){this.camera=e,this.intensity=1,this.bias=0,this.biasNode=null,this.normalBias=0,this.radius=1,this.blurSamples=8,this.mapSize=new Ie(512,512),this.mapType=Kt,this.map=null,this.mapPass=null,this.matrix=new at,this.autoUpdate=!0,this.needsUpdate=!1,this._frustum=new Mi,this._frameExtents=new Ie(1,1),this._viewportCount=1,this._viewports=[new pt(0,0,1,1)]}getViewportCount(){return this._viewportCount}getCamera(){return this.camera}getFrustum(){return this._frustum}updateMatrices(e){let t=this.camera;vp.setFromMatrixPosition(e.matrixWorld),t.position.copy(vp),yp.setFromMatrixPosition(e.target.matrixWorld),t.lookAt(yp),t.updateMatrixWorld(),this._updateMatrix(t,this.matrix,this._frustum)}_updateMatrix(e,t,n,s){oh.multiplyMatrices(e.projectionMatrix,e.matrixWorldInverse),n.setFromProjectionMatrix(oh,e.coordinateSystem,e.reversedDepth);let r=this._frameExtents,o=s?s.z/r.x:1,a=s?s.w/r.y:1,l=s?s.x/r.x:0,c=s?s.y/r.y:0;e.coordinateSystem===Cs||e.reversedDepth?t.set(.5*o,0,0,.5*o+l,0,.5*a,0,.5*a+c,0,0,1,0,0,0,0,1):t.set(.5*o,0,0,.5*o+l,0,.5*a,0,.5*a+c,0,0,.5,.5,0,0,0,1),t.multiply(oh)}getViewport(e){return this._viewports[e]}getFrameExtents(){return this._frameExtents}dispose(){this.map&&this.map.dispose(),this.mapPass&&this.mapPass.dispose()}copy(e){return this.camera=e.camera.clone(),this.intensity=e.intensity,this.bias=e.bias,this.radius=e.radius,this.autoUpdate=e.autoUpdate,this.needsUpdate=e.needsUpdate,this.normalBias=e.normalBias,this.blurSamples=e.blurSamples,this.mapSize.copy(e.mapSize),this.mapType=e.mapType,this.biasNode=e.biasNode,this}clone(){return new this.constructor().copy(this)}toJSON(){let e={};return e.intensity=this.intensity,e.bias=this.bias,e.normalBias=this.normalBias,e.radius=this.radius,e.blurSamples=this.blurSamples,e.mapSize=this.mapSize.toArray(),e.mapType=this.mapType,e.camera=this.camera.toJSON(!1).object,delete e.camera.matrix,e}},Yo=new N,Ko=new un,kn=new N,Cr=class extends Yt{constructor(){super(),this.isCamera=!0,this.type="Camera",this.matrixWorldInverse=new at,this.projectionMatrix=new at,this.projectionMatrixInverse=new at,this.coordinateSystem=bn,this._reversedDepth=!1}get reversedDepth(){return this._reversedDepth}copy(e,t){return super.copy(e,t),this.matrixWorldInverse.copy(e.matrixWorldInverse),this.projectionMatrix.copy(e.projectionMatrix),this.projectionMatrixInverse.copy(e.projectionMatrixInverse),this.coordinateSystem=e.coordinateSystem,this}getWorldDirection(e){return super.getWorldDirection(e).negate()}updateMatrixWorld(e){super.updateMatrixWorld(e),this.matrixWorld.decompose(Yo,Ko,kn),kn.x===1&&kn.y===1&&kn.z===1?this.matrixWorldInverse.copy(this.matrixWorld).invert():this.matrixWorldInverse.compose(Yo,Ko,kn.set(1,1,1)).invert()}updateWorldMatrix(e,t,n=!1){super.updateWorldMatrix(e,t,n),this.matrixWorld.decompose(Yo,Ko,kn),kn.x===1&&kn.y===1&&kn.z===1?this.matrixWorldInverse.copy(this.matrixWorld).invert():this.matrixWorldInverse.compose(Yo,Ko,kn.set(1,1,1)).invert()}clone(){return new this.constructor().copy(this)}},vi=new N,_p=new Ie,bp=new Ie,Vt=class extends Cr{constructor(e=50,t=1,n=.1,s=2e3){super(),this.isPerspectiveCamera=!0,this.type="PerspectiveCamera",this.fov=e,this.zoom=1,this.near=n,this.far=s,this.focus=10,this.aspect=t,this.view=null,this.filmGauge=35,this.filmOffset=0,this.updateProjectionMatrix()}copy(e,t){return super.copy(e,t),this.fov=e.fov,this.zoom=e.zoom,this.near=e.near,this.far=e.far,this.focus=e.focus,this.aspect=e.aspect,this.view=e.view===null?null:Object.assign({},e.view),this.filmGauge=e.filmGauge,this.filmOffset=e.filmOffset,this}setFocalLength(e){let t=.5*this.getFilmHeight()/e;this.fov=Ps*2*Math.atan(t),this.updateProjectionMatrix()}getFocalLength(){let e=Math.tan(hr*.5*this.fov);return .5*this.getFilmHeight()/e}getEffectiveFOV(){return Ps*2*Math.atan(Math.tan(hr*.5*this.fov)/this.zoom)}getFilmWidth(){return this.filmGauge*Math.min(this.aspect,1)}getFilmHeight(){return this.filmGauge/Math.max(this.aspect,1)}getViewBounds(e,t,n){vi.set(-1,-1,.5).applyMatrix4(this.projectionMatrixInverse),t.set(vi.x,vi.y).multiplyScalar(-e/vi.z),vi.set(1,1,.5).applyMatrix4(this.projectionMatrixInverse),n.set(vi.x,vi.y).multiplyScalar(-e/vi.z)}getViewSize(e,t){return this.getViewBounds(e,_p,bp),t.subVectors(bp,_p)}setViewOffset(e,t,n,s,r,o){this.aspect=e/t,this.view===null&&(this.view={enabled:!0,fullWidth:1,fullHeight:1,offsetX:0,offsetY:0,width:1,height:1}),this.view.enabled=!0,this.view.fullWidth=e,this.view.fullHeight=t,this.view.offsetX=n,this.view.offsetY=s,this.view.width=r,this.view.height=o,this.updateProjectionMatrix()}clearViewOffset(){this.view!==null&&(this.view.enabled=!1),this.updateProjectionMatrix()}updateProjectionMatrix(){let e=this.near,t=e*Math.tan(hr*.5*this.fov)/this.zoom,n=2*t,s=this.aspect*n,r=-.5*s,o=this.view;if(this.view!==null&&this.view.enabled){let l=o.fullWidth,c=o.fullHeight;r+=o.offsetX*s/l,t-=o.offsetY*n/c,s*=o.width/l,n*=o.height/c}let a=this.filmOffset;a!==0&&(r+=e*a/this.getFilmWidth()),this.projectionMatrix.makePerspective(r,r+s,t,t-n,e,this.far,this.coordinateSystem,this.reversedDepth),this.projectionMatrixInverse.copy(this.projectionMatrix).invert()}toJSON(e){let t=super.toJSON(e);return t.object.fov=this.fov,t.object.zoom=this.zoom,t.object.near=this.near,t.object.far=this.far,t.object.focus=this.focus,t.object.aspect=this.aspect,this.view!==null&&(t.object.view=Object.assign({},this.view)),t.object.filmGauge=this.filmGauge,t.object.filmOffset=this.filmOffset,t}};var ts=class extends Cr{constructor(e=-1,t=1,n=1,s=-1,r=.1,o=2e3){super(),this.isOrthographicCamera=!0,this.type="OrthographicCamera",this.zoom=1,this.view=null,this.left=e,this.right=t,this.top=n,this.bottom=s,this.near=r,this.far=o,this.updateProjectionMatrix()}copy(e,t){return super.copy(e,t),this.left=e.left,this.right=e.right,this.top=e.top,this.bottom=e.bottom,this.near=e.near,this.far=e.far,this.zoom=e.zoom,this.view=e.view===null?null:Object.assign({},e.view),this}setViewOffset(e,t,n,s,r,o){this.view===null&&(this.view={enabled:!0,fullWidth:1,fullHeight:1,offsetX:0,offsetY:0,width:1,height:1}),this.view.enabled=!0,this.view.fullWidth=e,this.view.fullHeight=t,this.view.offsetX=n,this.view.offsetY=s,this.view.width=r,this.view.height=o,this.updateProjectionMatrix()}clearViewOffset(){this.view!==null&&(this.view.enabled=!1),this.updateProjectionMatrix()}updateProjectionMatrix(){let e=(this.right-this.left)/(2*this.zoom),t=(this.top-this.bottom)/(2*this.zoom),n=(this.right+this.left)/2,s=(this.top+this.bottom)/2,r=n-e,o=n+e,a=s+t,l=s-t;if(this.view!==null&&this.view.enabled){let c=(this.right-this.left)/this.view.fullWidth/this.zoom,h=(this.top-this.bottom)/this.view.fullHeight/this.zoom;r+=c*this.view.offsetX,o=r+c*this.view.width,a-=h*this.view.offsetY,l=a-h*this.view.height}this.projectionMatrix.makeOrthographic(r,o,a,l,this.near,this.far,this.coordinateSystem,this.reversedDepth),this.projectionMatrixInverse.copy(this.projectionMatrix).invert()}toJSON(e){let t=super.toJSON(e);return t.object.zoom=this.zoom,t.object.left=this.left,t.object.right=this.right,t.object.top=this.top,t.object.bottom=this.bottom,t.object.near=this.near,t.object.far=this.far,this.view!==null&&(t.object.view=Object.assign({},this.view)),t}},uh=class extends Ra{constructor(){super(new ts(-5,5,5,-5,.5,500)),this.isDirectionalLightShadow=!0}},Rr=class extends Ca{constructor(e,t){super(e,t),this.isDirectionalLight=!0,this.type="DirectionalLight",this.position.copy(Yt.DEFAULT_UP),this.updateMatrix(),this.target=new Yt,this.shadow=new uh}dispose(){super.dispose(),this.shadow.dispose()}copy(e){return super.copy(e),this.target=e.target.clone(),this.shadow=e.shadow.clone(),this}toJSON(e){let t=super.toJSON(e);return t.object.shadow=this.shadow.toJSON(),t.object.target=this.target.uuid,t}};var Ss=-90,Es=1,Ns=class extends Yt{constructor(e,t,n){super(),this.type="CubeCamera",this.renderTarget=n,this.coordinateSystem=null,this.activeMipmapLevel=0;let s=new Vt(Ss,Es,e,t);s.layers=this.layers,this.add(s);let r=new Vt(Ss,Es,e,t);r.layers=this.layers,this.add(r);let o=new Vt(Ss,Es,e,t);o.layers=this.layers,this.add(o);let a=new Vt(Ss,Es,e,t);a.layers=this.layers,this.add(a);let l=new Vt(Ss,Es,e,t);l.layers=this.layers,this.add(l);let c=new Vt(Ss,Es,e,t);c.layers=this.layers,this.add(c)}updateCoordinateSystem(){let e=this.coordinateSystem,t=this.children.concat(),[n,s,r,o,a,l]=t;for(let c of t)this.remove(c);if(e===bn)n.up.set(0,1,0),n.lookAt(1,0,0),s.up.set(0,1,0),s.lookAt(-1,0,0),r.up.set(0,0,-1),r.lookAt(0,1,0),o.up.set(0,0,1),o.lookAt(0,-1,0),a.up.set(0,1,0),a.lookAt(0,0,1),l.up.set(0,1,0),l.lookAt(0,0,-1);else if(e===Cs)n.up.set(0,-1,0),n.lookAt(-1,0,0),s.up.set(0,-1,0),s.lookAt(1,0,0),r.up.set(0,0,1),r.lookAt(0,1,0),o.up.set(0,0,-1),o.lookAt(0,-1,0),a.up.set(0,-1,0),a.lookAt(0,0,1),l.up.set(0,-1,0),l.lookAt(0,0,-1);else throw new Error("THREE.CubeCamera.updateCoordinateSystem(): Invalid coordinate system: "+e);for(let c of t)this.add(c),c.updateMatrixWorld()}update(e,t){this.parent===null&&this.updateMatrixWorld();let{renderTarget:n,activeMipmapLevel:s}=this;this.coordinateSystem!==e.coordinateSystem&&(this.coordinateSystem=e.coordinateSystem,this.updateCoordinateSystem());let[r,o,a,l,c,h]=this.children,u=e.getRenderTarget(),d=e.getActiveCubeFace(),p=e.getActiveMipmapLevel(),g=e.xr.enabled;e.xr.enabled=!1;let _=n.texture.mipmapsAutoUpdate;n.texture.mipmapsAutoUpdate=!1;let m=!1;e.isWebGLRenderer===!0?m=e.state.buffers.depth.getReversed():m=e.reversedDepthBuffer,e.setRenderTarget(n,0,s),m&&e.autoClear===!1&&e.clearDepth(),e.render(t,r),e.setRenderTarget(n,1,s),m&&e.autoClear===!1&&e.clearDepth(),e.render(t,o),e.setRenderTarget(n,2,s),m&&e.autoClear===!1&&e.clearDepth(),e.render(t,a),e.setRenderTarget(n,3,s),m&&e.autoClear===!1&&e.clearDepth(),e.render(t,l),e.setRenderTarget(n,4,s),m&&e.autoClear===!1&&e.clearDepth(),e.render(t,c),n.texture.mipmapsAutoUpdate=_,e.setRenderTarget(n,5,s),m&&e.autoClear===!1&&e.clearDepth(),e.render(t,h),e.setRenderTarget(u,d,p),e.xr.enabled=g,n.texture.needsPMREMUpdate=!0}},Pa=class extends Vt{constructor(e=[]){super(),this.isArrayCamera=!0,this.isMultiViewCamera=!1,this.cameras=e,this.perCameraFrustumCulled=!1}};var Xh="\\[\\]\\.:\\/",x0=new RegExp("["+Xh+"]","g"),$h="[^"+Xh+"]",v0="[^"+Xh.replace("\\.","")+"]",y0=/((?:WC+[\/:])*)/.source.replace("WC",$h),_0=/(WCOD+)?/.source.replace("WCOD",v0),b0=/(?:\.(WC+)(?:\[(.+)\])?)?/.source.replace("WC",$h),w0=/\.(WC+)(?:\[(.+)\])?/.source.replace("WC",$h),M0=new RegExp("^"+y0+_0+b0+w0+"$"),S0=["material","materials","bones","map"],dh=class{constructor(e,t,n){let s=n||ht.parseTrackName(t);this._targetGroup=e,this._bindings=e.subscribe_(t,s)}getValue(e,t){this.bind();let n=this._targetGroup.nCachedObjects_,s=this._bindings[n];s!==void 0&&s.getValue(e,t)}setValue(e,t){let n=this._bindings;for(let s=this._targetGroup.nCachedObjects_,r=n.length;s!==r;++s)n[s].setValue(e,t)}bind(){let e=this._bindings;for(let t=this._targetGroup.nCachedObjects_,n=e.length;t!==n;++t)e[t].bind()}unbind(){let e=this._bindings;for(let t=this._targetGroup.nCachedObjects_,n=e.length;t!==n;++t)e[t].unbind()}},ht=class i{constructor(e,t,n){this.path=t,this.parsedPath=n||i.parseTrackName(t),this.node=i.findNode(e,this.parsedPath.nodeName),this.rootNode=e,this.getValue=this._getValue_unbound,this.setValue=this._setValue_unbound}static create(e,t,n){return e&&e.isAnimationObjectGroup?new i.Composite(e,t,n):new i(e,t,n)}static sanitizeNodeName(e){return e.replace(/\s/g,"_").replace(x0,"")}static parseTrackName(e){let t=M0.exec(e);if(t===null)throw new Error("THREE.PropertyBinding: Cannot parse trackName: "+e);let n={nodeName:t[2],objectName:t[3],objectIndex:t[4],propertyName:t[5],propertyIndex:t[6]},s=n.nodeName&&n.nodeName.lastIndexOf(".");if(s!==void 0&&s!==-1){let r=n.nodeName.substring(s+1);S0.indexOf(r)!==-1&&(n.nodeName=n.nodeName.substring(0,s),n.objectName=r)}if(n.propertyName===null||n.propertyName.length===0)throw new Error("THREE.PropertyBinding: can not parse propertyName from trackName: "+e);return n}static findNode(e,t){if(t===void 0||t===""||t==="."||t===-1||t===e.name||t===e.uuid)return e;if(e.skeleton){let n=e.skeleton.getBoneByName(t);if(n!==void 0)return n}if(e.children){let n=function(r){for(let o=0;o<r.length;o++){let a=r[o];if(a.name===t||a.uuid===t)return a;let l=n(a.children);if(l)return l}return null},s=n(e.children);if(s)return s}return null}_getValue_unavailable(){}_setValue_unavailable(){}_getValue_direct(e,t){e[t]=this.targetObject[this.propertyName]}_getValue_array(e,t){let n=this.resolvedProperty;for(let s=0,r=n.length;s!==r;++s)e[t++]=n[s]}_getValue_arrayElement(e,t){e[t]=this.resolvedProperty[this.propertyIndex]}_getValue_toArray(e,t){this.resolvedProperty.toArray(e,t)}_setValue_direct(e,t){this.targetObject[this.propertyName]=e[t]}_setValue_direct_setNeedsUpdate(e,t){this.targetObject[this.propertyName]=e[t],this.targetObject.needsUpdate=!0}_setValue_direct_setMatrixWorldNeedsUpdate(e,t){this.targetObject[this.propertyName]=e[t],this.targetObject.matrixWorldNeedsUpdate=!0}_setValue_array(e,t){let n=this.resolvedProperty;for(let s=0,r=n.length;s!==r;++s)n[s]=e[t++]}_setValue_array_setNeedsUpdate(e,t){let n=this.resolvedProperty;for(let s=0,r=n.length;s!==r;++s)n[s]=e[t++];this.targetObject.needsUpdate=!0}_setValue_array_setMatrixWorldNeedsUpdate(e,t){let n=this.resolvedProperty;for(let s=0,r=n.length;s!==r;++s)n[s]=e[t++];this.targetObject.matrixWorldNeedsUpdate=!0}_setValue_arrayElement(e,t){this.resolvedProperty[this.propertyIndex]=e[t]}_setValue_arrayElement_setNeedsUpdate(e,t){this.resolvedProperty[this.propertyIndex]=e[t],this.targetObject.needsUpdate=!0}_setValue_arrayElement_setMatrixWorldNeedsUpdate(e,t){this.resolvedProperty[this.propertyIndex]=e[t],this.targetObject.matrixWorldNeedsUpdate=!0}_setValue_fromArray(e,t){this.resolvedProperty.fromArray(e,t)}_setValue_fromArray_setNeedsUpdate(e,t){this.resolvedProperty.fromArray(e,t),this.targetObject.needsUpdate=!0}_setValue_fromArray_setMatrixWorldNeedsUpdate(e,t){this.resolvedProperty.fromArray(e,t),this.targetObject.matrixWorldNeedsUpdate=!0}_getValue_unbound(e,t){this.bind(),this.getValue(e,t)}_setValue_unbound(e,t){this.bind(),this.setValue(e,t)}bind(){let e=this.node,t=this.parsedPath,n=t.objectName,s=t.propertyName,r=t.propertyIndex;if(e||(e=i.findNode(this.rootNode,t.nodeName),this.node=e),this.getValue=this._getValue_unavailable,this.setValue=this._setValue_unavailable,!e){Ce("PropertyBinding: No target node found for track: "+this.path+".");return}if(n){let c=t.objectIndex;switch(n){case"materials":if(!e.material){Ne("PropertyBinding: Can not bind to material as node does not have a material.",this);return}if(!e.material.materials){Ne("PropertyBinding: Can not bind to material.materials as node.material does not have a materials array.",this);return}e=e.material.materials;break;case"bones":if(!e.skeleton){Ne("PropertyBinding: Can not bind to bones as node does not have a skeleton.",this);return}e=e.skeleton.bones;for(let h=0;h<e.length;h++)if(e[h].name===c){c=h;break}break;case"map":if("map"in e){e=e.map;break}if(!e.material){Ne("PropertyBinding: Can not bind to material as node does not have a material.",this);return}if(!e.material.map){Ne("PropertyBinding: Can not bind to material.map as node.material does not have a map.",this);return}e=e.material.map;break;default:if(e[n]===void 0){Ne("PropertyBinding: Can not bind to objectName of node undefined.",this);return}e=e[n]}if(c!==void 0){if(e[c]===void 0){Ne("PropertyBinding: Trying to bind to objectIndex of objectName, but is undefined.",this,e);return}e=e[c]}}let o=e[s];if(o===void 0){let c=t.nodeName;Ne("PropertyBinding: Trying to update property for track: "+c+"."+s+" but it wasn't found.",e);return}let a=this.Versioning.None;this.targetObject=e,e.isMaterial===!0?a=this.Versioning.NeedsUpdate:e.isObject3D===!0&&(a=this.Versioning.MatrixWorldNeedsUpdate);let l=this.BindingType.Direct;if(r!==void 0){if(s==="morphTargetInfluences"){if(!e.geometry){Ne("PropertyBinding: Can not bind to morphTargetInfluences because node does not have a geometry.",this);return}if(!e.geometry.morphAttributes){Ne("PropertyBinding: Can not bind to morphTargetInfluences because node does not have a geometry.morphAttributes.",this);return}e.morphTargetDictionary[r]!==void 0&&(r=e.morphTargetDictionary[r])}l=this.BindingType.ArrayElement,this.resolvedProperty=o,this.propertyIndex=r}else o.fromArray!==void 0&&o.toArray!==void 0?(l=this.BindingType.HasFromToArray,this.resolvedProperty=o):Array.isArray(o)?(l=this.BindingType.EntireArray,this.resolvedProperty=o):this.propertyName=s;this.getValue=this.GetterByBindingType[l],this.setValue=this.SetterByBindingTypeAndVersioning[l][a]}unbind(){this.node=null,this.getValue=this._getValue_unbound,this.setValue=this._setValue_unbound}};ht.Composite=dh;ht.prototype.BindingType={Direct:0,EntireArray:1,ArrayElement:2,HasFromToArray:3};ht.prototype.Versioning={None:0,NeedsUpdate:1,MatrixWorldNeedsUpdate:2};ht.prototype.GetterByBindingType=[ht.prototype._getValue_direct,ht.prototype._getValue_array,ht.prototype._getValue_arrayElement,ht.prototype._getValue_toArray];ht.prototype.SetterByBindingTypeAndVersioning=[[ht.prototype._setValue_direct,ht.prototype._setValue_direct_setNeedsUpdate,ht.prototype._setValue_direct_setMatrixWorldNeedsUpdate],[ht.prototype._setValue_array,ht.prototype._setValue_array_setNeedsUpdate,ht.prototype._setValue_array_setMatrixWorldNeedsUpdate],[ht.prototype._setValue_arrayElement,ht.prototype._setValue_arrayElement_setNeedsUpdate,ht.prototype._setValue_arrayElement_setMatrixWorldNeedsUpdate],[ht.prototype._setValue_fromArray,ht.prototype._setValue_fromArray_setNeedsUpdate,ht.prototype._setValue_fromArray_setMatrixWorldNeedsUpdate]];var UE=new Float32Array(1);var Ci=class{constructor(e=1,t=0,n=0){this.radius=e,this.phi=t,this.theta=n}set(e,t,n){return this.radius=e,this.phi=t,this.theta=n,this}copy(e){return this.radius=e.radius,this.phi=e.phi,this.theta=e.theta,this}makeSafe(){return this.phi=Ge(this.phi,1e-6,Math.PI-1e-6),this}setFromVector3(e){return this.setFromCartesianCoords(e.x,e.y,e.z)}setFromCartesianCoords(e,t,n){return this.radius=Math.sqrt(e*e+t*t+n*n),this.radius===0?(this.theta=0,this.phi=0):(this.theta=Math.atan2(e,n),this.phi=Math.acos(Ge(t/this.radius,-1,1))),this}clone(){return new this.constructor().copy(this)}};var ph=class{static{this.prototype.isMatrix2=!0}constructor(e,t,n,s){this.elements=[1,0,0,1],e!==void 0&&this.set(e,t,n,s)}identity(){return this.set(1,0,0,1),this}fromArray(e,t=0){for(let n=0;n<4;n++)this.elements[n]=e[n+t];return this}set(e,t,n,s){let r=this.elements;return r[0]=e,r[2]=t,r[1]=n,r[3]=s,this}};var Pr=class extends Cn{constructor(e,t=null){super(),this.object=e,this.domElement=t,this.enabled=!0,this.state=-1,this.keys={},this.mouseButtons={LEFT:null,MIDDLE:null,RIGHT:null},this.touches={ONE:null,TWO:null}}connect(e){this.domElement!==null&&this.disconnect(),this.domElement=e}disconnect(){}dispose(){}update(){}};function qh(i,e,t,n){let s=E0(n);switch(t){case Dh:return i*e;case Dr:return i*e/s.components*s.byteLength;case Ua:return i*e/s.components*s.byteLength;case Li:return i*e*2/s.components*s.byteLength;case ka:return i*e*2/s.components*s.byteLength;case Nh:return i*e*3/s.components*s.byteLength;case In:return i*e*4/s.components*s.byteLength;case Ba:return i*e*4/s.components*s.byteLength;case Nr:case Fr:return Math.floor((i+3)/4)*Math.floor((e+3)/4)*8;case Or:case Ur:return Math.floor((i+3)/4)*Math.floor((e+3)/4)*16;case Ha:case Ga:return Math.max(i,16)*Math.max(e,8)/4;case za:case Va:return Math.max(i,8)*Math.max(e,8)/2;case Wa:case Xa:case qa:case Ya:return Math.floor((i+3)/4)*Math.floor((e+3)/4)*8;case $a:case kr:case Ka:return Math.floor((i+3)/4)*Math.floor((e+3)/4)*16;case ja:return Math.floor((i+3)/4)*Math.floor((e+3)/4)*16;case Za:return Math.floor((i+4)/5)*Math.floor((e+3)/4)*16;case Ja:return Math.floor((i+4)/5)*Math.floor((e+4)/5)*16;case Qa:return Math.floor((i+5)/6)*Math.floor((e+4)/5)*16;case el:return Math.floor((i+5)/6)*Math.floor((e+5)/6)*16;case tl:return Math.floor((i+7)/8)*Math.floor((e+4)/5)*16;case nl:return Math.floor((i+7)/8)*Math.floor((e+5)/6)*16;case il:return Math.floor((i+7)/8)*Math.floor((e+7)/8)*16;case sl:return Math.floor((i+9)/10)*Math.floor((e+4)/5)*16;case rl:return Math.floor((i+9)/10)*Math.floor((e+5)/6)*16;case ol:return Math.floor((i+9)/10)*Math.floor((e+7)/8)*16;case al:return Math.floor((i+9)/10)*Math.floor((e+9)/10)*16;case ll:return Math.floor((i+11)/12)*Math.floor((e+9)/10)*16;case cl:return Math.floor((i+11)/12)*Math.floor((e+11)/12)*16;case hl:case ul:case dl:return Math.ceil(i/4)*Math.ceil(e/4)*16;case pl:case fl:return Math.ceil(i/4)*Math.ceil(e/4)*8;case Br:case ml:return Math.ceil(i/4)*Math.ceil(e/4)*16}throw new Error(`Unable to determine texture byte length for ${t} format.`)}function E0(i){switch(i){case Kt:case Rh:return{byteLength:1,components:1};case ks:case Ph:case Ln:return{byteLength:2,components:1};case Fa:case Oa:return{byteLength:2,components:4};case Rn:case Na:case Pn:return{byteLength:4,components:1};case Lh:case Ih:return{byteLength:4,components:3}}throw new Error(`THREE.TextureUtils: Unknown texture type ${i}.`)}typeof __THREE_DEVTOOLS__<"u"&&__THREE_DEVTOOLS__.dispatchEvent(new CustomEvent("register",{detail:{revision:"187"}}));typeof window<"u"&&(window.__THREE__?Ce("WARNING: Multiple instances of Three.js being imported."):window.__THREE__="187");function Df(){let i=null,e=!1,t=null,n=null;function s(r,o){n=i.requestAnimationFrame(s),t(r,o)}return{start:function(){e!==!0&&t!==null&&i!==null&&(n=i.requestAnimationFrame(s),e=!0)},stop:function(){i!==null&&i.cancelAnimationFrame(n),e=!1},setAnimationLoop:function(r){t=r},setContext:function(r){i=r}}}function A0(i){let e=new WeakMap;function t(a,l){let c=a.array,h=a.usage,u=c.byteLength,d=i.createBuffer();i.bindBuffer(l,d),i.bufferData(l,c,h),a.onUploadCallback();let p;if(c instanceof Float32Array)p=i.FLOAT;else if(typeof Float16Array<"u"&&c instanceof Float16Array)p=i.HALF_FLOAT;else if(c instanceof Uint16Array)a.isFloat16BufferAttribute?p=i.HALF_FLOAT:p=i.UNSIGNED_SHORT;else if(c instanceof Int16Array)p=i.SHORT;else if(c instanceof Uint32Array)p=i.UNSIGNED_INT;else if(c instanceof Int32Array)p=i.INT;else if(c instanceof Int8Array)p=i.BYTE;else if(c instanceof Uint8Array)p=i.UNSIGNED_BYTE;else if(c instanceof Uint8ClampedArray)p=i.UNSIGNED_BYTE;else throw new Error("THREE.WebGLAttributes: Unsupported buffer data format: "+c);return{buffer:d,type:p,bytesPerElement:c.BYTES_PER_ELEMENT,version:a.version,size:u}}function n(a,l,c){let h=l.array,u=l.updateRanges;if(i.bindBuffer(c,a),u.length===0)i.bufferSubData(c,0,h);else{u.sort((p,g)=>p.start-g.start);let d=0;for(let p=1;p<u.length;p++){let g=u[d],_=u[p];_.start<=g.start+g.count+1?g.count=Math.max(g.count,_.start+_.count-g.start):(++d,u[d]=_)}u.length=d+1;for(let p=0,g=u.length;p<g;p++){let _=u[p];i.bufferSubData(c,_.start*h.BYTES_PER_ELEMENT,h,_.start,_.count)}l.clearUpdateRanges()}l.onUploadCallback()}function s(a){return a.isInterleavedBufferAttribute&&(a=a.data),e.get(a)}function r(a){a.isInterleavedBufferAttribute&&(a=a.data);let l=e.get(a);l&&(i.deleteBuffer(l.buffer),e.delete(a))}function o(a,l){if(a.isInterleavedBufferAttribute&&(a=a.data),a.isGLBufferAttribute){let h=e.get(a);(!h||h.version<a.version)&&e.set(a,{buffer:a.buffer,type:a.type,bytesPerElement:a.elementSize,version:a.version});return}let c=e.get(a);if(c===void 0)e.set(a,t(a,l));else if(c.version<a.version){if(c.size!==a.array.byteLength)throw new Error("THREE.WebGLAttributes: The size of the buffer attribute's array buffer does not match the original size. Resizing buffer attributes is not supported.");n(c.buffer,a,l),c.version=a.version}}return{get:s,remove:r,update:o}}var C0=`#ifdef USE_ALPHAHASH
	if ( diffuseColor.a < getAlphaHashThreshold( vPosition ) ) discard;
#endif`,R0=`#ifdef USE_ALPHAHASH
	const float ALPHA_HASH_SCALE = 0.05;
	float hash2D( vec2 value ) {
		return fract( 1.0e4 * sin( 17.0 * value.x + 0.1 * value.y ) * ( 0.1 + abs( sin( 13.0 * value.y + value.x ) ) ) );
	}
	float hash3D( vec3 value ) {
		return hash2D( vec2( hash2D( value.xy ), value.z ) );
	}
	float getAlphaHashThreshold( vec3 position ) {
		float maxDeriv = max(
			length( dFdx( position.xyz ) ),
			length( dFdy( position.xyz ) )
		);
		float pixScale = 1.0 / ( ALPHA_HASH_SCALE * maxDeriv );
		vec2 pixScales = vec2(
			exp2( floor( log2( pixScale ) ) ),
			exp2( ceil( log2( pixScale ) ) )
		);
		vec2 alpha = vec2(
			hash3D( floor( pixScales.x * position.xyz ) ),
			hash3D( floor( pixScales.y * position.xyz ) )
		);
		float lerpFactor = fract( log2( pixScale ) );
		float x = ( 1.0 - lerpFactor ) * alpha.x + lerpFactor * alpha.y;
		float a = min( lerpFactor, 1.0 - lerpFactor );
		vec3 cases = vec3(
			x * x / ( 2.0 * a * ( 1.0 - a ) ),
			( x - 0.5 * a ) / ( 1.0 - a ),
			1.0 - ( ( 1.0 - x ) * ( 1.0 - x ) / ( 2.0 * a * ( 1.0 - a ) ) )
		);
		float threshold = ( x < ( 1.0 - a ) )
			? ( ( x < a ) ? cases.x : cases.y )
			: cases.z;
		return clamp( threshold , 1.0e-6, 1.0 );
	}
#endif`,P0=`#ifdef USE_ALPHAMAP
	diffuseColor.a *= texture2D( alphaMap, vAlphaMapUv ).g;
#endif`,L0=`#ifdef USE_ALPHAMAP
	uniform sampler2D alphaMap;
#endif`,I0=`#ifdef USE_ALPHATEST
	#ifdef ALPHA_TO_COVERAGE
	diffuseColor.a = smoothstep( alphaTest, alphaTest + fwidth( diffuseColor.a ), diffuseColor.a );
	if ( diffuseColor.a == 0.0 ) discard;
	#else
	if ( diffuseColor.a < alphaTest ) discard;
	#endif
#endif`,D0=`#ifdef USE_ALPHATEST
	uniform float alphaTest;
#endif`,N0=`#ifdef USE_AOMAP
	float ambientOcclusion = ( texture2D( aoMap, vAoMapUv ).r - 1.0 ) * aoMapIntensity + 1.0;
	reflectedLight.indirectDiffuse *= ambientOcclusion;
	#if defined( USE_CLEARCOAT ) 
		clearcoatSpecularIndirect *= ambientOcclusion;
	#endif
	#if defined( USE_SHEEN ) 
		sheenSpecularIndirect *= ambientOcclusion;
	#endif
	#if defined( USE_ENVMAP ) && defined( STANDARD )
		float dotNV = saturate( dot( geometryNormal, geometryViewDir ) );
		reflectedLight.indirectSpecular *= computeSpecularOcclusion( dotNV, ambientOcclusion, material.roughness );
	#endif
#endif`,F0=`#ifdef USE_AOMAP
	uniform sampler2D aoMap;
	uniform float aoMapIntensity;
#endif`,O0=`#ifdef USE_BATCHING
	#if ! defined( GL_ANGLE_multi_draw )
	#define gl_DrawID _gl_DrawID
	uniform int _gl_DrawID;
	#endif
	uniform highp sampler2D batchingTexture;
	uniform highp usampler2D batchingIdTexture;
	mat4 getBatchingMatrix( const in float i ) {
		int size = textureSize( batchingTexture, 0 ).x;
		int j = int( i ) * 4;
		int x = j % size;
		int y = j / size;
		vec4 v1 = texelFetch( batchingTexture, ivec2( x, y ), 0 );
		vec4 v2 = texelFetch( batchingTexture, ivec2( x + 1, y ), 0 );
		vec4 v3 = texelFetch( batchingTexture, ivec2( x + 2, y ), 0 );
		vec4 v4 = texelFetch( batchingTexture, ivec2( x + 3, y ), 0 );
		return mat4( v1, v2, v3, v4 );
	}
	float getIndirectIndex( const in int i ) {
		int size = textureSize( batchingIdTexture, 0 ).x;
		int x = i % size;
		int y = i / size;
		return float( texelFetch( batchingIdTexture, ivec2( x, y ), 0 ).r );
	}
#endif
#ifdef USE_BATCHING_COLOR
	uniform sampler2D batchingColorTexture;
	vec4 getBatchingColor( const in float i ) {
		int size = textureSize( batchingColorTexture, 0 ).x;
		int j = int( i );
		int x = j % size;
		int y = j / size;
		return texelFetch( batchingColorTexture, ivec2( x, y ), 0 );
	}
#endif`,U0=`#ifdef USE_BATCHING
	mat4 batchingMatrix = getBatchingMatrix( getIndirectIndex( gl_DrawID ) );
#endif`,k0=`vec3 transformed = vec3( position );
#ifdef USE_ALPHAHASH
	vPosition = vec3( position );
#endif`,B0=`vec3 objectNormal = vec3( normal );
#ifdef USE_TANGENT
	vec3 objectTangent = vec3( tangent.xyz );
#endif`,z0=`float G_BlinnPhong_Implicit( ) {
	return 0.25;
}
float D_BlinnPhong( const in float shininess, const in float dotNH ) {
	return RECIPROCAL_PI * ( shininess * 0.5 + 1.0 ) * pow( dotNH, shininess );
}
vec3 BRDF_BlinnPhong( const in vec3 lightDir, const in vec3 viewDir, const in vec3 normal, const in vec3 specularColor, const in float shininess ) {
	vec3 halfDir = normalize( lightDir + viewDir );
	float dotNH = saturate( dot( normal, halfDir ) );
	float dotVH = saturate( dot( viewDir, halfDir ) );
	vec3 F = F_Schlick( specularColor, 1.0, dotVH );
	float G = G_BlinnPhong_Implicit( );
	float D = D_BlinnPhong( shininess, dotNH );
	return F * ( G * D );
} // validated`,H0=`#ifdef USE_IRIDESCENCE
	const mat3 XYZ_TO_REC709 = mat3(
		 3.2404542, -0.9692660,  0.0556434,
		-1.5371385,  1.8760108, -0.2040259,
		-0.4985314,  0.0415560,  1.0572252
	);
	vec3 Fresnel0ToIor( vec3 fresnel0 ) {
		vec3 sqrtF0 = sqrt( fresnel0 );
		return ( vec3( 1.0 ) + sqrtF0 ) / ( vec3( 1.0 ) - sqrtF0 );
	}
	vec3 IorToFresnel0( vec3 transmittedIor, float incidentIor ) {
		return pow2( ( transmittedIor - vec3( incidentIor ) ) / ( transmittedIor + vec3( incidentIor ) ) );
	}
	float IorToFresnel0( float transmittedIor, float incidentIor ) {
		return pow2( ( transmittedIor - incidentIor ) / ( transmittedIor + incidentIor ));
	}
	vec3 evalSensitivity( float OPD, vec3 shift ) {
		float phase = 2.0 * PI * OPD * 1.0e-9;
		vec3 val = vec3( 5.4856e-13, 4.4201e-13, 5.2481e-13 );
		vec3 pos = vec3( 1.6810e+06, 1.7953e+06, 2.2084e+06 );
		vec3 var = vec3( 4.3278e+09, 9.3046e+09, 6.6121e+09 );
		vec3 xyz = val * sqrt( 2.0 * PI * var ) * cos( pos * phase + shift ) * exp( - pow2( phase ) * var );
		xyz.x += 9.7470e-14 * sqrt( 2.0 * PI * 4.5282e+09 ) * cos( 2.2399e+06 * phase + shift[ 0 ] ) * exp( - 4.5282e+09 * pow2( phase ) );
		xyz /= 1.0685e-7;
		vec3 rgb = XYZ_TO_REC709 * xyz;
		return rgb;
	}
	vec3 evalIridescence( float outsideIOR, float eta2, float cosTheta1, float thinFilmThickness, vec3 baseF0 ) {
		vec3 I;
		float iridescenceIOR = mix( outsideIOR, eta2, smoothstep( 0.0, 0.03, thinFilmThickness ) );
		float sinTheta2Sq = pow2( outsideIOR / iridescenceIOR ) * ( 1.0 - pow2( cosTheta1 ) );
		float cosTheta2Sq = 1.0 - sinTheta2Sq;
		if ( cosTheta2Sq < 0.0 ) {
			return vec3( 1.0 );
		}
		float cosTheta2 = sqrt( cosTheta2Sq );
		float R0 = IorToFresnel0( iridescenceIOR, outsideIOR );
		float R12 = F_Schlick( R0, 1.0, cosTheta1 );
		float T121 = 1.0 - R12;
		float phi12 = 0.0;
		if ( iridescenceIOR < outsideIOR ) phi12 = PI;
		float phi21 = PI - phi12;
		vec3 baseIOR = Fresnel0ToIor( clamp( baseF0, 0.0, 0.9999 ) );		vec3 R1 = IorToFresnel0( baseIOR, iridescenceIOR );
		vec3 R23 = F_Schlick( R1, 1.0, cosTheta2 );
		vec3 phi23 = vec3( 0.0 );
		if ( baseIOR[ 0 ] < iridescenceIOR ) phi23[ 0 ] = PI;
		if ( baseIOR[ 1 ] < iridescenceIOR ) phi23[ 1 ] = PI;
		if ( baseIOR[ 2 ] < iridescenceIOR ) phi23[ 2 ] = PI;
		float OPD = 2.0 * iridescenceIOR * thinFilmThickness * cosTheta2;
		vec3 phi = vec3( phi21 ) + phi23;
		vec3 R123 = clamp( R12 * R23, 1e-5, 0.9999 );
		vec3 r123 = sqrt( R123 );
		vec3 Rs = pow2( T121 ) * R23 / ( vec3( 1.0 ) - R123 );
		vec3 C0 = R12 + Rs;
		I = C0;
		vec3 Cm = Rs - T121;
		for ( int m = 1; m <= 2; ++ m ) {
			Cm *= r123;
			vec3 Sm = 2.0 * evalSensitivity( float( m ) * OPD, float( m ) * phi );
			I += Cm * Sm;
		}
		return max( I, vec3( 0.0 ) );
	}
#endif`,V0=`#ifdef USE_BUMPMAP
	uniform sampler2D bumpMap;
	uniform float bumpScale;
	vec2 dHdxy_fwd() {
		vec2 dSTdx = dFdx( vBumpMapUv );
		vec2 dSTdy = dFdy( vBumpMapUv );
		float Hll = bumpScale * texture2D( bumpMap, vBumpMapUv ).x;
		float dBx = bumpScale * texture2D( bumpMap, vBumpMapUv + dSTdx ).x - Hll;
		float dBy = bumpScale * texture2D( bumpMap, vBumpMapUv + dSTdy ).x - Hll;
		return vec2( dBx, dBy );
	}
	vec3 perturbNormalArb( vec3 surf_pos, vec3 surf_norm, vec2 dHdxy, float faceDirection ) {
		vec3 vSigmaX = normalize( dFdx( surf_pos.xyz ) );
		vec3 vSigmaY = normalize( dFdy( surf_pos.xyz ) );
		vec3 vN = surf_norm;
		vec3 R1 = cross( vSigmaY, vN );
		vec3 R2 = cross( vN, vSigmaX );
		float fDet = dot( vSigmaX, R1 ) * faceDirection;
		vec3 vGrad = sign( fDet ) * ( dHdxy.x * R1 + dHdxy.y * R2 );
		return normalize( abs( fDet ) * surf_norm - vGrad );
	}
#endif`,G0=`#if NUM_CLIPPING_PLANES > 0
	vec4 plane;
	#ifdef ALPHA_TO_COVERAGE
		float distanceToPlane, distanceGradient;
		float clipOpacity = 1.0;
		#pragma unroll_loop_start
		for ( int i = 0; i < UNION_CLIPPING_PLANES; i ++ ) {
			plane = clippingPlanes[ i ];
			distanceToPlane = - dot( vClipPosition, plane.xyz ) + plane.w;
			distanceGradient = fwidth( distanceToPlane ) / 2.0;
			clipOpacity *= smoothstep( - distanceGradient, distanceGradient, distanceToPlane );
			if ( clipOpacity == 0.0 ) discard;
		}
		#pragma unroll_loop_end
		#if UNION_CLIPPING_PLANES < NUM_CLIPPING_PLANES
			float unionClipOpacity = 1.0;
			#pragma unroll_loop_start
			for ( int i = UNION_CLIPPING_PLANES; i < NUM_CLIPPING_PLANES; i ++ ) {
				plane = clippingPlanes[ i ];
				distanceToPlane = - dot( vClipPosition, plane.xyz ) + plane.w;
				distanceGradient = fwidth( distanceToPlane ) / 2.0;
				unionClipOpacity *= 1.0 - smoothstep( - distanceGradient, distanceGradient, distanceToPlane );
			}
			#pragma unroll_loop_end
			clipOpacity *= 1.0 - unionClipOpacity;
		#endif
		diffuseColor.a *= clipOpacity;
		if ( diffuseColor.a == 0.0 ) discard;
	#else
		#pragma unroll_loop_start
		for ( int i = 0; i < UNION_CLIPPING_PLANES; i ++ ) {
			plane = clippingPlanes[ i ];
			if ( dot( vClipPosition, plane.xyz ) > plane.w ) discard;
		}
		#pragma unroll_loop_end
		#if UNION_CLIPPING_PLANES < NUM_CLIPPING_PLANES
			bool clipped = true;
			#pragma unroll_loop_start
			for ( int i = UNION_CLIPPING_PLANES; i < NUM_CLIPPING_PLANES; i ++ ) {
				plane = clippingPlanes[ i ];
				clipped = ( dot( vClipPosition, plane.xyz ) > plane.w ) && clipped;
			}
			#pragma unroll_loop_end
			if ( clipped ) discard;
		#endif
	#endif
#endif`,W0=`#if NUM_CLIPPING_PLANES > 0
	varying vec3 vClipPosition;
	uniform vec4 clippingPlanes[ NUM_CLIPPING_PLANES ];
#endif`,X0=`#if NUM_CLIPPING_PLANES > 0
	varying vec3 vClipPosition;
#endif`,$0=`#if NUM_CLIPPING_PLANES > 0
	vClipPosition = - mvPosition.xyz;
#endif`,q0=`#if defined( USE_COLOR ) || defined( USE_COLOR_ALPHA )
	diffuseColor *= vColor;
#endif`,Y0=`#if defined( USE_COLOR ) || defined( USE_COLOR_ALPHA )
	varying vec4 vColor;
#endif`,K0=`#if defined( USE_COLOR ) || defined( USE_COLOR_ALPHA ) || defined( USE_INSTANCING_COLOR ) || defined( USE_BATCHING_COLOR )
	varying vec4 vColor;
#endif`,j0=`#if defined( USE_COLOR ) || defined( USE_COLOR_ALPHA ) || defined( USE_INSTANCING_COLOR ) || defined( USE_BATCHING_COLOR )
	vColor = vec4( 1.0 );
#endif
#ifdef USE_COLOR_ALPHA
	vColor *= color;
#elif defined( USE_COLOR )
	vColor.rgb *= color;
#endif
#ifdef USE_INSTANCING_COLOR
	vColor.rgb *= instanceColor.rgb;
#endif
#ifdef USE_BATCHING_COLOR
	vColor *= getBatchingColor( getIndirectIndex( gl_DrawID ) );
#endif`,Z0=`#define PI 3.141592653589793
#define PI2 6.283185307179586
#define PI_HALF 1.5707963267948966
#define RECIPROCAL_PI 0.3183098861837907
#define RECIPROCAL_PI2 0.15915494309189535
#define EPSILON 1e-6
#ifndef saturate
#define saturate( a ) clamp( a, 0.0, 1.0 )
#endif
#define whiteComplement( a ) ( 1.0 - saturate( a ) )
float pow2( const in float x ) { return x*x; }
vec3 pow2( const in vec3 x ) { return x*x; }
float pow3( const in float x ) { return x*x*x; }
float pow4( const in float x ) { float x2 = x*x; return x2*x2; }
float max3( const in vec3 v ) { return max( max( v.x, v.y ), v.z ); }
float average( const in vec3 v ) { return dot( v, vec3( 0.3333333 ) ); }
highp float rand( const in vec2 uv ) {
	const highp float a = 12.9898, b = 78.233, c = 43758.5453;
	highp float dt = dot( uv.xy, vec2( a,b ) ), sn = mod( dt, PI );
	return fract( sin( sn ) * c );
}
#ifdef HIGH_PRECISION
	float precisionSafeLength( vec3 v ) { return length( v ); }
#else
	float precisionSafeLength( vec3 v ) {
		float maxComponent = max3( abs( v ) );
		return length( v / maxComponent ) * maxComponent;
	}
#endif
struct IncidentLight {
	vec3 color;
	vec3 direction;
	bool visible;
};
struct ReflectedLight {
	vec3 directDiffuse;
	vec3 directSpecular;
	vec3 indirectDiffuse;
	vec3 indirectSpecular;
};
#ifdef USE_ALPHAHASH
	varying vec3 vPosition;
#endif
vec3 transformDirection( in vec3 dir, in mat4 matrix ) {
	return normalize( ( matrix * vec4( dir, 0.0 ) ).xyz );
}
#define inverseTransformDirection transformDirectionByInverseViewMatrix
vec3 transformNormalByInverseViewMatrix( in vec3 normal, in mat4 viewMatrix ) {
	return normalize( ( vec4( normal, 0.0 ) * viewMatrix ).xyz );
}
vec3 transformDirectionByInverseViewMatrix( in vec3 dir, in mat4 viewMatrix ) {
	return normalize( ( vec4( dir, 0.0 ) * viewMatrix ).xyz );
}
bool isPerspectiveMatrix( mat4 m ) {
	return m[ 2 ][ 3 ] == - 1.0;
}
vec2 equirectUv( in vec3 dir ) {
	float u = atan( dir.z, dir.x ) * RECIPROCAL_PI2 + 0.5;
	float v = asin( clamp( dir.y, - 1.0, 1.0 ) ) * RECIPROCAL_PI + 0.5;
	return vec2( u, v );
}
vec3 BRDF_Lambert( const in vec3 diffuseColor ) {
	return RECIPROCAL_PI * diffuseColor;
}
vec3 F_Schlick( const in vec3 f0, const in float f90, const in float dotVH ) {
	float fresnel = exp2( ( - 5.55473 * dotVH - 6.98316 ) * dotVH );
	return f0 * ( 1.0 - fresnel ) + ( f90 * fresnel );
}
float F_Schlick( const in float f0, const in float f90, const in float dotVH ) {
	float fresnel = exp2( ( - 5.55473 * dotVH - 6.98316 ) * dotVH );
	return f0 * ( 1.0 - fresnel ) + ( f90 * fresnel );
} // validated`,J0=`vec3 transformedNormal = objectNormal;
#ifdef USE_TANGENT
	vec3 transformedTangent = objectTangent;
#endif
#ifdef USE_BATCHING
	mat3 bm = mat3( batchingMatrix );
	transformedNormal /= vec3( dot( bm[ 0 ], bm[ 0 ] ), dot( bm[ 1 ], bm[ 1 ] ), dot( bm[ 2 ], bm[ 2 ] ) );
	transformedNormal = bm * transformedNormal;
	#ifdef USE_TANGENT
		transformedTangent = bm * transformedTangent;
	#endif
#endif
#ifdef USE_INSTANCING
	mat3 im = mat3( instanceMatrix );
	transformedNormal /= vec3( dot( im[ 0 ], im[ 0 ] ), dot( im[ 1 ], im[ 1 ] ), dot( im[ 2 ], im[ 2 ] ) );
	transformedNormal = im * transformedNormal;
	#ifdef USE_TANGENT
		transformedTangent = im * transformedTangent;
	#endif
#endif
transformedNormal = normalMatrix * transformedNormal;
#ifdef FLIP_SIDED
	transformedNormal = - transformedNormal;
#endif
#ifdef USE_TANGENT
	transformedTangent = ( modelViewMatrix * vec4( transformedTangent, 0.0 ) ).xyz;
#endif`,Q0=`#ifdef USE_DISPLACEMENTMAP
	uniform sampler2D displacementMap;
	uniform float displacementScale;
	uniform float displacementBias;
#endif`,ev=`#ifdef USE_DISPLACEMENTMAP
	transformed += normalize( objectNormal ) * ( texture2D( displacementMap, vDisplacementMapUv ).x * displacementScale + displacementBias );
#endif`,tv=`#ifdef USE_EMISSIVEMAP
	vec4 emissiveColor = texture2D( emissiveMap, vEmissiveMapUv );
	#ifdef DECODE_VIDEO_TEXTURE_EMISSIVE
		emissiveColor = sRGBTransferEOTF( emissiveColor );
	#endif
	totalEmissiveRadiance *= emissiveColor.rgb;
#endif`,nv=`#ifdef USE_EMISSIVEMAP
	uniform sampler2D emissiveMap;
#endif`,iv="gl_FragColor = linearToOutputTexel( gl_FragColor );",sv=`vec4 LinearTransferOETF( in vec4 value ) {
	return value;
}
vec4 sRGBTransferEOTF( in vec4 value ) {
	return vec4( mix( pow( value.rgb * 0.9478672986 + vec3( 0.0521327014 ), vec3( 2.4 ) ), value.rgb * 0.0773993808, vec3( lessThanEqual( value.rgb, vec3( 0.04045 ) ) ) ), value.a );
}
vec4 sRGBTransferOETF( in vec4 value ) {
	return vec4( mix( pow( value.rgb, vec3( 0.41666 ) ) * 1.055 - vec3( 0.055 ), value.rgb * 12.92, vec3( lessThanEqual( value.rgb, vec3( 0.0031308 ) ) ) ), value.a );
}`,rv=`#ifdef USE_ENVMAP
	#ifdef ENV_WORLDPOS
		vec3 cameraToFrag;
		if ( isOrthographic ) {
			cameraToFrag = normalize( vec3( - viewMatrix[ 0 ][ 2 ], - viewMatrix[ 1 ][ 2 ], - viewMatrix[ 2 ][ 2 ] ) );
		} else {
			cameraToFrag = normalize( vWorldPosition - cameraPosition );
		}
		vec3 worldNormal = transformNormalByInverseViewMatrix( normal, viewMatrix );
		#ifdef ENVMAP_MODE_REFLECTION
			vec3 reflectVec = reflect( cameraToFrag, worldNormal );
		#else
			vec3 reflectVec = refract( cameraToFrag, worldNormal, refractionRatio );
		#endif
	#else
		vec3 reflectVec = vReflect;
	#endif
	#ifdef ENVMAP_TYPE_CUBE
		vec4 envColor = textureCube( envMap, envMapRotation * reflectVec );
		#ifdef ENVMAP_BLENDING_MULTIPLY
			outgoingLight = mix( outgoingLight, outgoingLight * envColor.xyz, specularStrength * reflectivity );
		#elif defined( ENVMAP_BLENDING_MIX )
			outgoingLight = mix( outgoingLight, envColor.xyz, specularStrength * reflectivity );
		#elif defined( ENVMAP_BLENDING_ADD )
			outgoingLight += envColor.xyz * specularStrength * reflectivity;
		#endif
	#endif
#endif`,ov=`#ifdef USE_ENVMAP
	uniform float envMapIntensity;
	uniform mat3 envMapRotation;
	uniform samplerCube envMap;
	#ifdef ENVMAP_TYPE_PMREM
		float roughnessToMip( const in float roughness ) {
			float r = clamp( roughness, 0.0, 1.0 );
			return ENVMAP_MAX_LOD * r * ( 2.0 - r );
		}
	#endif
#endif`,av=`#ifdef USE_ENVMAP
	uniform float reflectivity;
	#if defined( USE_BUMPMAP ) || defined( USE_NORMALMAP ) || defined( PHONG ) || defined( LAMBERT )
		#define ENV_WORLDPOS
	#endif
	#ifdef ENV_WORLDPOS
		varying vec3 vWorldPosition;
		uniform float refractionRatio;
	#else
		varying vec3 vReflect;
	#endif
#endif`,lv=`#ifdef USE_ENVMAP
	#if defined( USE_BUMPMAP ) || defined( USE_NORMALMAP ) || defined( PHONG ) || defined( LAMBERT )
		#define ENV_WORLDPOS
	#endif
	#ifdef ENV_WORLDPOS
		
		varying vec3 vWorldPosition;
	#else
		varying vec3 vReflect;
		uniform float refractionRatio;
	#endif
#endif`,cv=`#ifdef USE_ENVMAP
	#ifdef ENV_WORLDPOS
		vWorldPosition = worldPosition.xyz;
	#else
		vec3 cameraToVertex;
		if ( isOrthographic ) {
			cameraToVertex = normalize( vec3( - viewMatrix[ 0 ][ 2 ], - viewMatrix[ 1 ][ 2 ], - viewMatrix[ 2 ][ 2 ] ) );
		} else {
			cameraToVertex = normalize( worldPosition.xyz - cameraPosition );
		}
		vec3 worldNormal = transformNormalByInverseViewMatrix( transformedNormal, viewMatrix );
		#ifdef ENVMAP_MODE_REFLECTION
			vReflect = reflect( cameraToVertex, worldNormal );
		#else
			vReflect = refract( cameraToVertex, worldNormal, refractionRatio );
		#endif
	#endif
#endif`,hv=`#ifdef USE_FOG
	vFogDepth = - mvPosition.z;
#endif`,uv=`#ifdef USE_FOG
	varying float vFogDepth;
#endif`,dv=`#ifdef USE_FOG
	#ifdef FOG_EXP2
		float fogFactor = 1.0 - exp( - fogDensity * fogDensity * vFogDepth * vFogDepth );
	#else
		float fogFactor = smoothstep( fogNear, fogFar, vFogDepth );
	#endif
	gl_FragColor.rgb = mix( gl_FragColor.rgb, fogColor, fogFactor );
#endif`,pv=`#ifdef USE_FOG
	uniform vec3 fogColor;
	varying float vFogDepth;
	#ifdef FOG_EXP2
		uniform float fogDensity;
	#else
		uniform float fogNear;
		uniform float fogFar;
	#endif
#endif`,fv=`#ifdef USE_GRADIENTMAP
	uniform sampler2D gradientMap;
#endif
vec3 getGradientIrradiance( vec3 normal, vec3 lightDirection ) {
	float dotNL = dot( normal, lightDirection );
	vec2 coord = vec2( dotNL * 0.5 + 0.5, 0.0 );
	#ifdef USE_GRADIENTMAP
		return vec3( texture2D( gradientMap, coord ).r );
	#else
		vec2 fw = fwidth( coord ) * 0.5;
		return mix( vec3( 0.7 ), vec3( 1.0 ), smoothstep( 0.7 - fw.x, 0.7 + fw.x, coord.x ) );
	#endif
}`,mv=`#ifdef USE_LIGHTMAP
	uniform sampler2D lightMap;
	uniform float lightMapIntensity;
#endif`,gv=`LambertMaterial material;
material.diffuseColor = diffuseColor.rgb;
material.specularStrength = specularStrength;`,xv=`varying vec3 vViewPosition;
struct LambertMaterial {
	vec3 diffuseColor;
	float specularStrength;
};
void RE_Direct_Lambert( const in IncidentLight directLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in LambertMaterial material, inout ReflectedLight reflectedLight ) {
	float dotNL = saturate( dot( geometryNormal, directLight.direction ) );
	vec3 irradiance = dotNL * directLight.color;
	reflectedLight.directDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
}
void RE_IndirectDiffuse_Lambert( const in vec3 irradiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in LambertMaterial material, inout ReflectedLight reflectedLight ) {
	reflectedLight.indirectDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
}
#define RE_Direct				RE_Direct_Lambert
#define RE_IndirectDiffuse		RE_IndirectDiffuse_Lambert`,vv=`uniform bool receiveShadow;
uniform vec3 ambientLightColor;
#if defined( USE_LIGHT_PROBES )
	uniform vec3 lightProbe[ 9 ];
#endif
vec3 shGetIrradianceAt( in vec3 normal, in vec3 shCoefficients[ 9 ] ) {
	float x = normal.x, y = normal.y, z = normal.z;
	vec3 result = shCoefficients[ 0 ] * 0.886227;
	result += shCoefficients[ 1 ] * 2.0 * 0.511664 * y;
	result += shCoefficients[ 2 ] * 2.0 * 0.511664 * z;
	result += shCoefficients[ 3 ] * 2.0 * 0.511664 * x;
	result += shCoefficients[ 4 ] * 2.0 * 0.429043 * x * y;
	result += shCoefficients[ 5 ] * 2.0 * 0.429043 * y * z;
	result += shCoefficients[ 6 ] * ( 0.743125 * z * z - 0.247708 );
	result += shCoefficients[ 7 ] * 2.0 * 0.429043 * x * z;
	result += shCoefficients[ 8 ] * 0.429043 * ( x * x - y * y );
	return result;
}
vec3 getLightProbeIrradiance( const in vec3 lightProbe[ 9 ], const in vec3 normal ) {
	vec3 worldNormal = transformNormalByInverseViewMatrix( normal, viewMatrix );
	vec3 irradiance = shGetIrradianceAt( worldNormal, lightProbe );
	return irradiance;
}
vec3 getAmbientLightIrradiance( const in vec3 ambientLightColor ) {
	vec3 irradiance = ambientLightColor;
	return irradiance;
}
float getDistanceAttenuation( const in float lightDistance, const in float cutoffDistance, const in float decayExponent ) {
	float distanceFalloff = 1.0 / max( pow( lightDistance, decayExponent ), 0.01 );
	if ( cutoffDistance > 0.0 ) {
		distanceFalloff *= pow2( saturate( 1.0 - pow4( lightDistance / cutoffDistance ) ) );
	}
	return distanceFalloff;
}
float getSpotAttenuation( const in float coneCosine, const in float penumbraCosine, const in float angleCosine ) {
	return smoothstep( coneCosine, penumbraCosine, angleCosine );
}
#if NUM_SUN_LIGHTS > 0
	struct SunLight {
		vec3 direction;
		vec3 color;
	};
	uniform SunLight sunLights[ NUM_SUN_LIGHTS ];
	void getSunLightInfo( const in SunLight sunLight, out IncidentLight light ) {
		light.color = sunLight.color;
		light.direction = sunLight.direction;
		light.visible = true;
	}
#endif
#if NUM_DIR_LIGHTS > 0
	struct DirectionalLight {
		vec3 direction;
		vec3 color;
	};
	uniform DirectionalLight directionalLights[ NUM_DIR_LIGHTS ];
	void getDirectionalLightInfo( const in DirectionalLight directionalLight, out IncidentLight light ) {
		light.color = directionalLight.color;
		light.direction = directionalLight.direction;
		light.visible = true;
	}
#endif
#if NUM_POINT_LIGHTS > 0
	struct PointLight {
		vec3 position;
		vec3 color;
		float distance;
		float decay;
	};
	uniform PointLight pointLights[ NUM_POINT_LIGHTS ];
	void getPointLightInfo( const in PointLight pointLight, const in vec3 geometryPosition, out IncidentLight light ) {
		vec3 lVector = pointLight.position - geometryPosition;
		light.direction = normalize( lVector );
		float lightDistance = length( lVector );
		light.color = pointLight.color;
		light.color *= getDistanceAttenuation( lightDistance, pointLight.distance, pointLight.decay );
		light.visible = ( light.color != vec3( 0.0 ) );
	}
#endif
#if NUM_SPOT_LIGHTS > 0
	struct SpotLight {
		vec3 position;
		vec3 direction;
		vec3 color;
		float distance;
		float decay;
		float coneCos;
		float penumbraCos;
	};
	uniform SpotLight spotLights[ NUM_SPOT_LIGHTS ];
	void getSpotLightInfo( const in SpotLight spotLight, const in vec3 geometryPosition, out IncidentLight light ) {
		vec3 lVector = spotLight.position - geometryPosition;
		light.direction = normalize( lVector );
		float angleCos = dot( light.direction, spotLight.direction );
		float spotAttenuation = getSpotAttenuation( spotLight.coneCos, spotLight.penumbraCos, angleCos );
		if ( spotAttenuation > 0.0 ) {
			float lightDistance = length( lVector );
			light.color = spotLight.color * spotAttenuation;
			light.color *= getDistanceAttenuation( lightDistance, spotLight.distance, spotLight.decay );
			light.visible = ( light.color != vec3( 0.0 ) );
		} else {
			light.color = vec3( 0.0 );
			light.visible = false;
		}
	}
#endif
#if NUM_RECT_AREA_LIGHTS > 0
	struct RectAreaLight {
		vec3 color;
		vec3 position;
		vec3 halfWidth;
		vec3 halfHeight;
	};
	uniform sampler2D ltc_1;	uniform sampler2D ltc_2;
	uniform RectAreaLight rectAreaLights[ NUM_RECT_AREA_LIGHTS ];
#endif
#if NUM_HEMI_LIGHTS > 0
	struct HemisphereLight {
		vec3 direction;
		vec3 skyColor;
		vec3 groundColor;
	};
	uniform HemisphereLight hemisphereLights[ NUM_HEMI_LIGHTS ];
	vec3 getHemisphereLightIrradiance( const in HemisphereLight hemiLight, const in vec3 normal ) {
		float dotNL = dot( normal, hemiLight.direction );
		float hemiDiffuseWeight = 0.5 * dotNL + 0.5;
		vec3 irradiance = mix( hemiLight.groundColor, hemiLight.skyColor, hemiDiffuseWeight );
		return irradiance;
	}
#endif
#include <lightprobes_pars_fragment>`,yv=`#ifdef USE_ENVMAP
	vec3 getIBLIrradiance( const in vec3 normal ) {
		#ifdef ENVMAP_TYPE_PMREM
			vec3 worldNormal = transformNormalByInverseViewMatrix( normal, viewMatrix );
			vec4 envMapColor = textureLod( envMap, envMapRotation * worldNormal, ENVMAP_MAX_LOD );
			return PI * envMapColor.rgb * envMapIntensity;
		#else
			return vec3( 0.0 );
		#endif
	}
	vec3 getIBLRadiance( const in vec3 viewDir, const in vec3 normal, const in float roughness ) {
		#ifdef ENVMAP_TYPE_PMREM
			vec3 reflectVec = reflect( - viewDir, normal );
			reflectVec = normalize( mix( reflectVec, normal, pow4( roughness ) ) );
			reflectVec = transformDirectionByInverseViewMatrix( reflectVec, viewMatrix );
			vec4 envMapColor = textureLod( envMap, envMapRotation * reflectVec, roughnessToMip( roughness ) );
			return envMapColor.rgb * envMapIntensity;
		#else
			return vec3( 0.0 );
		#endif
	}
	#ifdef USE_RETROREFLECTION
		vec3 getIBLRetroRadiance( const in vec3 viewDir, const in vec3 normal, const in float roughness ) {
			#ifdef ENVMAP_TYPE_PMREM
				vec3 retroVec = normalize( mix( viewDir, normal, pow4( roughness ) ) );
				retroVec = transformDirectionByInverseViewMatrix( retroVec, viewMatrix );
				vec4 envMapColor = textureLod( envMap, envMapRotation * retroVec, roughnessToMip( roughness ) );
				return envMapColor.rgb * envMapIntensity;
			#else
				return vec3( 0.0 );
			#endif
		}
	#endif
	#ifdef USE_ANISOTROPY
		vec3 getIBLAnisotropyRadiance( const in vec3 viewDir, const in vec3 normal, const in float roughness, const in vec3 bitangent, const in float anisotropy ) {
			#ifdef ENVMAP_TYPE_PMREM
				vec3 bentNormal = cross( bitangent, viewDir );
				bentNormal = normalize( cross( bentNormal, bitangent ) );
				bentNormal = normalize( mix( bentNormal, normal, pow2( pow2( 1.0 - anisotropy * ( 1.0 - roughness ) ) ) ) );
				return getIBLRadiance( viewDir, bentNormal, roughness );
			#else
				return vec3( 0.0 );
			#endif
		}
		#ifdef USE_RETROREFLECTION
			vec3 getIBLAnisotropyRetroRadiance( const in vec3 viewDir, const in vec3 normal, const in float roughness, const in vec3 bitangent, const in float anisotropy ) {
				#ifdef ENVMAP_TYPE_PMREM
					vec3 bentNormal = cross( bitangent, viewDir );
					bentNormal = normalize( cross( bentNormal, bitangent ) );
					bentNormal = normalize( mix( bentNormal, normal, pow2( pow2( 1.0 - anisotropy * ( 1.0 - roughness ) ) ) ) );
					return getIBLRetroRadiance( viewDir, bentNormal, roughness );
				#else
					return vec3( 0.0 );
				#endif
			}
		#endif
	#endif
#endif`,_v=`ToonMaterial material;
material.diffuseColor = diffuseColor.rgb;`,bv=`varying vec3 vViewPosition;
struct ToonMaterial {
	vec3 diffuseColor;
};
void RE_Direct_Toon( const in IncidentLight directLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in ToonMaterial material, inout ReflectedLight reflectedLight ) {
	vec3 irradiance = getGradientIrradiance( geometryNormal, directLight.direction ) * directLight.color;
	reflectedLight.directDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
}
void RE_IndirectDiffuse_Toon( const in vec3 irradiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in ToonMaterial material, inout ReflectedLight reflectedLight ) {
	reflectedLight.indirectDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
}
#define RE_Direct				RE_Direct_Toon
#define RE_IndirectDiffuse		RE_IndirectDiffuse_Toon`,wv=`BlinnPhongMaterial material;
material.diffuseColor = diffuseColor.rgb;
material.specularColor = specular;
material.specularShininess = shininess;
material.specularStrength = specularStrength;`,Mv=`varying vec3 vViewPosition;
struct BlinnPhongMaterial {
	vec3 diffuseColor;
	vec3 specularColor;
	float specularShininess;
	float specularStrength;
};
void RE_Direct_BlinnPhong( const in IncidentLight directLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in BlinnPhongMaterial material, inout ReflectedLight reflectedLight ) {
	float dotNL = saturate( dot( geometryNormal, directLight.direction ) );
	vec3 irradiance = dotNL * directLight.color;
	reflectedLight.directDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
	reflectedLight.directSpecular += irradiance * BRDF_BlinnPhong( directLight.direction, geometryViewDir, geometryNormal, material.specularColor, material.specularShininess ) * material.specularStrength;
}
void RE_IndirectDiffuse_BlinnPhong( const in vec3 irradiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in BlinnPhongMaterial material, inout ReflectedLight reflectedLight ) {
	reflectedLight.indirectDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
}
#define RE_Direct				RE_Direct_BlinnPhong
#define RE_IndirectDiffuse		RE_IndirectDiffuse_BlinnPhong`,Sv=`PhysicalMaterial material;
material.diffuseColor = diffuseColor.rgb;
material.diffuseContribution = diffuseColor.rgb * ( 1.0 - metalnessFactor );
material.metalness = metalnessFactor;
vec3 dxy = max( abs( dFdx( nonPerturbedNormal ) ), abs( dFdy( nonPerturbedNormal ) ) );
float geometryRoughness = max( max( dxy.x, dxy.y ), dxy.z );
material.roughness = max( roughnessFactor, 0.045 );
material.roughness += geometryRoughness;
material.roughness = min( material.roughness, 1.0 );
#ifdef USE_DIFFUSE_ROUGHNESS
	float diffuseRoughnessFactor = diffuseRoughness;
	#ifdef USE_DIFFUSE_ROUGHNESSMAP
		diffuseRoughnessFactor *= texture2D( diffuseRoughnessMap, vDiffuseRoughnessMapUv ).r;
	#endif
	material.diffuseRoughness = saturate( diffuseRoughnessFactor );
#endif
#ifdef IOR
	material.ior = ior;
	#ifdef USE_SPECULAR
		float specularIntensityFactor = specularIntensity;
		vec3 specularColorFactor = specularColor;
		#ifdef USE_SPECULAR_COLORMAP
			specularColorFactor *= texture2D( specularColorMap, vSpecularColorMapUv ).rgb;
		#endif
		#ifdef USE_SPECULAR_INTENSITYMAP
			specularIntensityFactor *= texture2D( specularIntensityMap, vSpecularIntensityMapUv ).a;
		#endif
		material.specularF90 = mix( specularIntensityFactor, 1.0, metalnessFactor );
	#else
		float specularIntensityFactor = 1.0;
		vec3 specularColorFactor = vec3( 1.0 );
		material.specularF90 = 1.0;
	#endif
	material.specularColor = min( pow2( ( material.ior - 1.0 ) / ( material.ior + 1.0 ) ) * specularColorFactor, vec3( 1.0 ) ) * specularIntensityFactor;
	material.specularColorBlended = mix( material.specularColor, diffuseColor.rgb, metalnessFactor );
#else
	material.specularColor = vec3( 0.04 );
	material.specularColorBlended = mix( material.specularColor, diffuseColor.rgb, metalnessFactor );
	material.specularF90 = 1.0;
#endif
#ifdef USE_CLEARCOAT
	material.clearcoat = clearcoat;
	material.clearcoatRoughness = clearcoatRoughness;
	material.clearcoatF0 = vec3( 0.04 );
	material.clearcoatF90 = 1.0;
	#ifdef USE_CLEARCOATMAP
		material.clearcoat *= texture2D( clearcoatMap, vClearcoatMapUv ).x;
	#endif
	#ifdef USE_CLEARCOAT_ROUGHNESSMAP
		material.clearcoatRoughness *= texture2D( clearcoatRoughnessMap, vClearcoatRoughnessMapUv ).y;
	#endif
	material.clearcoat = saturate( material.clearcoat );	material.clearcoatRoughness = max( material.clearcoatRoughness, 0.045 );
	material.clearcoatRoughness += geometryRoughness;
	material.clearcoatRoughness = min( material.clearcoatRoughness, 1.0 );
#endif
#ifdef USE_DISPERSION
	material.dispersion = dispersion;
#endif
#ifdef USE_RETROREFLECTION
	material.retroreflectivity = retroreflectivity;
#endif
#ifdef USE_IRIDESCENCE
	material.iridescence = iridescence;
	material.iridescenceIOR = iridescenceIOR;
	#ifdef USE_IRIDESCENCEMAP
		material.iridescence *= texture2D( iridescenceMap, vIridescenceMapUv ).r;
	#endif
	#ifdef USE_IRIDESCENCE_THICKNESSMAP
		material.iridescenceThickness = (iridescenceThicknessMaximum - iridescenceThicknessMinimum) * texture2D( iridescenceThicknessMap, vIridescenceThicknessMapUv ).g + iridescenceThicknessMinimum;
	#else
		material.iridescenceThickness = iridescenceThicknessMaximum;
	#endif
#endif
#ifdef USE_SHEEN
	material.sheenColor = sheenColor;
	#ifdef USE_SHEEN_COLORMAP
		material.sheenColor *= texture2D( sheenColorMap, vSheenColorMapUv ).rgb;
	#endif
	material.sheenRoughness = clamp( sheenRoughness, 0.0001, 1.0 );
	#ifdef USE_SHEEN_ROUGHNESSMAP
		material.sheenRoughness *= texture2D( sheenRoughnessMap, vSheenRoughnessMapUv ).a;
	#endif
#endif
#ifdef USE_ANISOTROPY
	#ifdef USE_ANISOTROPYMAP
		mat2 anisotropyMat = mat2( anisotropyVector.x, anisotropyVector.y, - anisotropyVector.y, anisotropyVector.x );
		vec3 anisotropyPolar = texture2D( anisotropyMap, vAnisotropyMapUv ).rgb;
		vec2 anisotropyV = anisotropyMat * normalize( 2.0 * anisotropyPolar.rg - vec2( 1.0 ) ) * anisotropyPolar.b;
	#else
		vec2 anisotropyV = anisotropyVector;
	#endif
	material.anisotropy = length( anisotropyV );
	if( material.anisotropy == 0.0 ) {
		anisotropyV = vec2( 1.0, 0.0 );
	} else {
		anisotropyV /= material.anisotropy;
		material.anisotropy = saturate( material.anisotropy );
	}
	material.alphaT = mix( pow2( material.roughness ), 1.0, pow2( material.anisotropy ) );
	material.anisotropyT = tbn[ 0 ] * anisotropyV.x + tbn[ 1 ] * anisotropyV.y;
	material.anisotropyB = tbn[ 1 ] * anisotropyV.x - tbn[ 0 ] * anisotropyV.y;
#endif`,Ev=`uniform sampler2D dfgLUT;
struct PhysicalMaterial {
	vec3 diffuseColor;
	vec3 diffuseContribution;
	vec3 specularColor;
	vec3 specularColorBlended;
	float roughness;
	float metalness;
	float specularF90;
	float dispersion;
	vec2 dfg;
	vec3 multiScatteringCompensation;
	#ifdef USE_DIFFUSE_ROUGHNESS
		float diffuseRoughness;
	#endif
	#ifdef USE_RETROREFLECTION
		float retroreflectivity;
	#endif
	#ifdef USE_CLEARCOAT
		float clearcoat;
		float clearcoatRoughness;
		vec3 clearcoatF0;
		float clearcoatF90;
	#endif
	#ifdef USE_IRIDESCENCE
		float iridescence;
		float iridescenceIOR;
		float iridescenceThickness;
		vec3 iridescenceFresnel;
		vec3 iridescenceF0Dielectric;
		vec3 iridescenceF0Metallic;
	#endif
	#ifdef USE_SHEEN
		vec3 sheenColor;
		float sheenRoughness;
	#endif
	#ifdef IOR
		float ior;
	#endif
	#ifdef USE_TRANSMISSION
		float transmission;
		float transmissionAlpha;
		float thickness;
		float attenuationDistance;
		vec3 attenuationColor;
	#endif
	#ifdef USE_ANISOTROPY
		float anisotropy;
		float alphaT;
		vec3 anisotropyT;
		vec3 anisotropyB;
	#endif
};
vec3 clearcoatSpecularDirect = vec3( 0.0 );
vec3 clearcoatSpecularIndirect = vec3( 0.0 );
vec3 sheenSpecularDirect = vec3( 0.0 );
vec3 sheenSpecularIndirect = vec3(0.0 );
vec3 Schlick_to_F0( const in vec3 f, const in float f90, const in float dotVH ) {
    float x = clamp( 1.0 - dotVH, 0.0, 1.0 );
    float x2 = x * x;
    float x5 = clamp( x * x2 * x2, 0.0, 0.9999 );
    return ( f - vec3( f90 ) * x5 ) / ( 1.0 - x5 );
}
#ifdef USE_DIFFUSE_ROUGHNESS
	const float EON_EPSILON = 1e-7;
	float FON_DirectionalAlbedo( const in float mu, const in float roughness, const in float A ) {
		float muComp = 1.0 - mu;
		float gOverPi = muComp * ( 0.0571085289 + muComp * ( 0.491881867 + muComp * ( - 0.332181442 + muComp * 0.0714429953 ) ) );
		return A * ( 1.0 + roughness * gOverPi );
	}
	vec3 BRDF_EON( const in vec3 lightDir, const in vec3 viewDir, const in vec3 normal, const in vec3 diffuseColor, const in float roughness ) {
		vec3 rho = saturate( diffuseColor );
		if ( roughness <= EON_EPSILON ) return BRDF_Lambert( rho );
		float dotNL = saturate( dot( normal, lightDir ) );
		float dotNV = saturate( dot( normal, viewDir ) );
		float s = dot( lightDir, viewDir ) - dotNL * dotNV;
		float sOverT = ( s > 0.0 ) ? s / max( max( dotNL, dotNV ), EON_EPSILON ) : s;
		float A = 1.0 / ( 1.0 + ( 0.5 - 2.0 / ( 3.0 * PI ) ) * roughness );
		vec3 singleScatter = rho * RECIPROCAL_PI * A * ( 1.0 + roughness * sOverT );
		float averageAlbedo = A * ( 1.0 + ( 2.0 / 3.0 - 28.0 / ( 15.0 * PI ) ) * roughness );
		float albedoV = FON_DirectionalAlbedo( dotNV, roughness, A );
		float albedoL = FON_DirectionalAlbedo( dotNL, roughness, A );
		vec3 rhoMultiScatter = rho * rho * averageAlbedo / max( vec3( EON_EPSILON ), vec3( 1.0 ) - rho * ( 1.0 - averageAlbedo ) );
		vec3 multiScatter = rhoMultiScatter * RECIPROCAL_PI
			* max( EON_EPSILON, 1.0 - albedoV )
			* max( EON_EPSILON, 1.0 - albedoL )
			/ max( EON_EPSILON, 1.0 - averageAlbedo );
		return singleScatter + multiScatter;
	}
	vec3 EON_DirectionalAlbedo( const in vec3 diffuseColor, const in float roughness, const in float dotNV ) {
		vec3 rho = saturate( diffuseColor );
		if ( roughness <= EON_EPSILON ) return rho;
		float A = 1.0 / ( 1.0 + ( 0.5 - 2.0 / ( 3.0 * PI ) ) * roughness );
		float directionalAlbedo = FON_DirectionalAlbedo( dotNV, roughness, A );
		float averageAlbedo = A * ( 1.0 + ( 2.0 / 3.0 - 28.0 / ( 15.0 * PI ) ) * roughness );
		vec3 rhoMultiScatter = rho * rho * averageAlbedo / max( vec3( EON_EPSILON ), vec3( 1.0 ) - rho * ( 1.0 - averageAlbedo ) );
		return rho * directionalAlbedo + rhoMultiScatter * ( 1.0 - directionalAlbedo );
	}
#endif
float V_GGX_SmithCorrelated( const in float alpha, const in float dotNL, const in float dotNV ) {
	float a2 = pow2( alpha );
	float gv = dotNL * sqrt( a2 + ( 1.0 - a2 ) * pow2( dotNV ) );
	float gl = dotNV * sqrt( a2 + ( 1.0 - a2 ) * pow2( dotNL ) );
	return 0.5 / max( gv + gl, EPSILON );
}
float D_GGX( const in float alpha, const in float dotNH ) {
	float a2 = pow2( alpha );
	float denom = pow2( dotNH ) * ( a2 - 1.0 ) + 1.0;
	return RECIPROCAL_PI * a2 / pow2( denom );
}
#ifdef USE_ANISOTROPY
	float V_GGX_SmithCorrelated_Anisotropic( const in float alphaT, const in float alphaB, const in float dotTV, const in float dotBV, const in float dotTL, const in float dotBL, const in float dotNV, const in float dotNL ) {
		float gv = dotNL * length( vec3( alphaT * dotTV, alphaB * dotBV, dotNV ) );
		float gl = dotNV * length( vec3( alphaT * dotTL, alphaB * dotBL, dotNL ) );
		return 0.5 / max( gv + gl, EPSILON );
	}
	float D_GGX_Anisotropic( const in float alphaT, const in float alphaB, const in float dotNH, const in float dotTH, const in float dotBH ) {
		float a2 = alphaT * alphaB;
		highp vec3 v = vec3( alphaB * dotTH, alphaT * dotBH, a2 * dotNH );
		highp float v2 = dot( v, v );
		float w2 = a2 / v2;
		return RECIPROCAL_PI * a2 * pow2 ( w2 );
	}
#endif
#ifdef USE_CLEARCOAT
	vec3 BRDF_GGX_Clearcoat( const in vec3 lightDir, const in vec3 viewDir, const in vec3 normal, const in PhysicalMaterial material) {
		vec3 f0 = material.clearcoatF0;
		float f90 = material.clearcoatF90;
		float roughness = max( material.clearcoatRoughness, 0.045 );
		float alpha = pow2( roughness );
		vec3 halfDir = normalize( lightDir + viewDir );
		float dotNL = saturate( dot( normal, lightDir ) );
		float dotNV = saturate( dot( normal, viewDir ) );
		float dotNH = saturate( dot( normal, halfDir ) );
		float dotVH = saturate( dot( viewDir, halfDir ) );
		vec3 F = F_Schlick( f0, f90, dotVH );
		float V = V_GGX_SmithCorrelated( alpha, dotNL, dotNV );
		float D = D_GGX( alpha, dotNH );
		return F * ( V * D );
	}
#endif
vec3 BRDF_GGX( const in vec3 lightDir, const in vec3 viewDir, const in vec3 normal, const in PhysicalMaterial material ) {
	vec3 f0 = material.specularColorBlended;
	float f90 = material.specularF90;
	float roughness = max( material.roughness, 0.045 );
	float alpha = pow2( roughness );
	vec3 halfDir = normalize( lightDir + viewDir );
	float dotNL = saturate( dot( normal, lightDir ) );
	float dotNV = saturate( dot( normal, viewDir ) );
	float dotNH = saturate( dot( normal, halfDir ) );
	float dotVH = saturate( dot( viewDir, halfDir ) );
	vec3 F = F_Schlick( f0, f90, dotVH );
	#ifdef USE_IRIDESCENCE
		F = mix( F, material.iridescenceFresnel, material.iridescence );
	#endif
	#ifdef USE_ANISOTROPY
		float dotTL = dot( material.anisotropyT, lightDir );
		float dotTV = dot( material.anisotropyT, viewDir );
		float dotTH = dot( material.anisotropyT, halfDir );
		float dotBL = dot( material.anisotropyB, lightDir );
		float dotBV = dot( material.anisotropyB, viewDir );
		float dotBH = dot( material.anisotropyB, halfDir );
		float alphaT = max( material.alphaT, alpha );
		float V = V_GGX_SmithCorrelated_Anisotropic( alphaT, alpha, dotTV, dotBV, dotTL, dotBL, dotNV, dotNL );
		float D = D_GGX_Anisotropic( alphaT, alpha, dotNH, dotTH, dotBH );
	#else
		float V = V_GGX_SmithCorrelated( alpha, dotNL, dotNV );
		float D = D_GGX( alpha, dotNH );
	#endif
	return F * ( V * D );
}
vec2 LTC_Uv( const in vec3 N, const in vec3 V, const in float roughness ) {
	const float LUT_SIZE = 64.0;
	const float LUT_SCALE = ( LUT_SIZE - 1.0 ) / LUT_SIZE;
	const float LUT_BIAS = 0.5 / LUT_SIZE;
	float dotNV = saturate( dot( N, V ) );
	vec2 uv = vec2( roughness, sqrt( 1.0 - dotNV ) );
	uv = uv * LUT_SCALE + LUT_BIAS;
	return uv;
}
float LTC_ClippedSphereFormFactor( const in vec3 f ) {
	float l = length( f );
	return max( ( l * l + f.z ) / ( l + 1.0 ), 0.0 );
}
vec3 LTC_EdgeVectorFormFactor( const in vec3 v1, const in vec3 v2 ) {
	float x = dot( v1, v2 );
	float y = abs( x );
	float a = 0.8543985 + ( 0.4965155 + 0.0145206 * y ) * y;
	float b = 3.4175940 + ( 4.1616724 + y ) * y;
	float v = a / b;
	float theta_sintheta = ( x > 0.0 ) ? v : 0.5 * inversesqrt( max( 1.0 - x * x, 1e-7 ) ) - v;
	return cross( v1, v2 ) * theta_sintheta;
}
vec3 LTC_Evaluate( const in vec3 N, const in vec3 V, const in vec3 P, const in mat3 mInv, const in vec3 rectCoords[ 4 ] ) {
	vec3 v1 = rectCoords[ 1 ] - rectCoords[ 0 ];
	vec3 v2 = rectCoords[ 3 ] - rectCoords[ 0 ];
	vec3 lightNormal = cross( v1, v2 );
	if( dot( lightNormal, P - rectCoords[ 0 ] ) < 0.0 ) return vec3( 0.0 );
	vec3 T1, T2;
	T1 = normalize( V - N * dot( V, N ) );
	T2 = - cross( N, T1 );
	mat3 mat = mInv * transpose( mat3( T1, T2, N ) );
	vec3 coords[ 4 ];
	coords[ 0 ] = mat * ( rectCoords[ 0 ] - P );
	coords[ 1 ] = mat * ( rectCoords[ 1 ] - P );
	coords[ 2 ] = mat * ( rectCoords[ 2 ] - P );
	coords[ 3 ] = mat * ( rectCoords[ 3 ] - P );
	coords[ 0 ] = normalize( coords[ 0 ] );
	coords[ 1 ] = normalize( coords[ 1 ] );
	coords[ 2 ] = normalize( coords[ 2 ] );
	coords[ 3 ] = normalize( coords[ 3 ] );
	vec3 vectorFormFactor = vec3( 0.0 );
	vectorFormFactor += LTC_EdgeVectorFormFactor( coords[ 0 ], coords[ 1 ] );
	vectorFormFactor += LTC_EdgeVectorFormFactor( coords[ 1 ], coords[ 2 ] );
	vectorFormFactor += LTC_EdgeVectorFormFactor( coords[ 2 ], coords[ 3 ] );
	vectorFormFactor += LTC_EdgeVectorFormFactor( coords[ 3 ], coords[ 0 ] );
	float result = LTC_ClippedSphereFormFactor( vectorFormFactor );
	return vec3( result );
}
#if defined( USE_SHEEN )
float D_Charlie( float roughness, float dotNH ) {
	float alpha = pow2( roughness );
	float invAlpha = 1.0 / alpha;
	float cos2h = dotNH * dotNH;
	float sin2h = max( 1.0 - cos2h, 0.0078125 );
	return ( 2.0 + invAlpha ) * pow( sin2h, invAlpha * 0.5 ) / ( 2.0 * PI );
}
float V_Neubelt( float dotNV, float dotNL ) {
	return saturate( 1.0 / ( 4.0 * ( dotNL + dotNV - dotNL * dotNV ) ) );
}
vec3 BRDF_Sheen( const in vec3 lightDir, const in vec3 viewDir, const in vec3 normal, vec3 sheenColor, const in float sheenRoughness ) {
	vec3 halfDir = normalize( lightDir + viewDir );
	float dotNL = saturate( dot( normal, lightDir ) );
	float dotNV = saturate( dot( normal, viewDir ) );
	float dotNH = saturate( dot( normal, halfDir ) );
	float D = D_Charlie( sheenRoughness, dotNH );
	float V = V_Neubelt( dotNV, dotNL );
	return sheenColor * ( D * V );
}
#endif
float IBLSheenBRDF( const in vec3 normal, const in vec3 viewDir, const in float roughness ) {
	float dotNV = saturate( dot( normal, viewDir ) );
	float r2 = roughness * roughness;
	float rInv = 1.0 / ( roughness + 0.1 );
	float a = -1.9362 + 1.0678 * roughness + 0.4573 * r2 - 0.8469 * rInv;
	float b = -0.6014 + 0.5538 * roughness - 0.4670 * r2 - 0.1255 * rInv;
	float DG = exp( a * dotNV + b );
	return saturate( DG );
}
vec3 EnvironmentBRDF( const in vec3 normal, const in vec3 viewDir, const in vec3 specularColor, const in float specularF90, const in float roughness ) {
	float dotNV = saturate( dot( normal, viewDir ) );
	vec2 fab = texture2D( dfgLUT, vec2( roughness, dotNV ) ).rg;
	return specularColor * fab.x + specularF90 * fab.y;
}
#ifdef USE_IRIDESCENCE
void computeMultiscatteringIridescence( const in vec2 fab, const in vec3 specularColor, const in float specularF90, const in float iridescence, const in vec3 iridescenceF0, inout vec3 singleScatter, inout vec3 multiScatter ) {
#else
void computeMultiscattering( const in vec2 fab, const in vec3 specularColor, const in float specularF90, inout vec3 singleScatter, inout vec3 multiScatter ) {
#endif
	#ifdef USE_IRIDESCENCE
		vec3 Fr = mix( specularColor, iridescenceF0, iridescence );
	#else
		vec3 Fr = specularColor;
	#endif
	vec3 FssEss = Fr * fab.x + specularF90 * fab.y;
	float Ess = fab.x + fab.y;
	float Ems = 1.0 - Ess;
	vec3 Favg = Fr + ( 1.0 - Fr ) * 0.047619;	vec3 Fms = FssEss * Favg / ( 1.0 - Ems * Favg );
	singleScatter += FssEss;
	multiScatter += Fms * Ems;
}
#if NUM_RECT_AREA_LIGHTS > 0
	void RE_Direct_RectArea_Physical( const in RectAreaLight rectAreaLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in PhysicalMaterial material, inout ReflectedLight reflectedLight ) {
		vec3 normal = geometryNormal;
		vec3 viewDir = geometryViewDir;
		vec3 position = geometryPosition;
		vec3 lightPos = rectAreaLight.position;
		vec3 halfWidth = rectAreaLight.halfWidth;
		vec3 halfHeight = rectAreaLight.halfHeight;
		vec3 lightColor = rectAreaLight.color;
		float roughness = material.roughness;
		vec3 rectCoords[ 4 ];
		rectCoords[ 0 ] = lightPos + halfWidth - halfHeight;		rectCoords[ 1 ] = lightPos - halfWidth - halfHeight;
		rectCoords[ 2 ] = lightPos - halfWidth + halfHeight;
		rectCoords[ 3 ] = lightPos + halfWidth + halfHeight;
		vec2 uv = LTC_Uv( normal, viewDir, roughness );
		vec4 t1 = texture2D( ltc_1, uv );
		vec4 t2 = texture2D( ltc_2, uv );
		mat3 mInv = mat3(
			vec3( t1.x, 0, t1.y ),
			vec3(    0, 1,    0 ),
			vec3( t1.z, 0, t1.w )
		);
		vec3 fresnel = ( material.specularColorBlended * t2.x + ( material.specularF90 - material.specularColorBlended ) * t2.y );
		reflectedLight.directSpecular += lightColor * fresnel * LTC_Evaluate( normal, viewDir, position, mInv, rectCoords );
		reflectedLight.directDiffuse += lightColor * material.diffuseContribution * LTC_Evaluate( normal, viewDir, position, mat3( 1.0 ), rectCoords );
		#ifdef USE_CLEARCOAT
			vec3 Ncc = geometryClearcoatNormal;
			vec2 uvClearcoat = LTC_Uv( Ncc, viewDir, material.clearcoatRoughness );
			vec4 t1Clearcoat = texture2D( ltc_1, uvClearcoat );
			vec4 t2Clearcoat = texture2D( ltc_2, uvClearcoat );
			mat3 mInvClearcoat = mat3(
				vec3( t1Clearcoat.x, 0, t1Clearcoat.y ),
				vec3(             0, 1,             0 ),
				vec3( t1Clearcoat.z, 0, t1Clearcoat.w )
			);
			vec3 fresnelClearcoat = material.clearcoatF0 * t2Clearcoat.x + ( material.clearcoatF90 - material.clearcoatF0 ) * t2Clearcoat.y;
			clearcoatSpecularDirect += lightColor * fresnelClearcoat * LTC_Evaluate( Ncc, viewDir, position, mInvClearcoat, rectCoords );
		#endif
	}
#endif
void RE_Direct_Physical( const in IncidentLight directLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in PhysicalMaterial material, inout ReflectedLight reflectedLight ) {
	float dotNL = saturate( dot( geometryNormal, directLight.direction ) );
	vec3 irradiance = dotNL * directLight.color;
	#ifdef USE_CLEARCOAT
		float dotNLcc = saturate( dot( geometryClearcoatNormal, directLight.direction ) );
		vec3 ccIrradiance = dotNLcc * directLight.color;
		clearcoatSpecularDirect += ccIrradiance * BRDF_GGX_Clearcoat( directLight.direction, geometryViewDir, geometryClearcoatNormal, material );
	#endif
	#ifdef USE_SHEEN
 
 		sheenSpecularDirect += irradiance * BRDF_Sheen( directLight.direction, geometryViewDir, geometryNormal, material.sheenColor, material.sheenRoughness );
 
 		float sheenAlbedoV = IBLSheenBRDF( geometryNormal, geometryViewDir, material.sheenRoughness );
 		float sheenAlbedoL = IBLSheenBRDF( geometryNormal, directLight.direction, material.sheenRoughness );
 
 		float sheenEnergyComp = 1.0 - max3( material.sheenColor ) * max( sheenAlbedoV, sheenAlbedoL );
 
 		irradiance *= sheenEnergyComp;
 
 	#endif
	vec3 specularBRDF = BRDF_GGX( directLight.direction, geometryViewDir, geometryNormal, material );
	#ifdef USE_RETROREFLECTION
		vec3 retroViewDir = reflect( - geometryViewDir, geometryNormal );
		vec3 retroSpecularBRDF = BRDF_GGX( directLight.direction, retroViewDir, geometryNormal, material );
		specularBRDF = mix( specularBRDF, retroSpecularBRDF, saturate( material.retroreflectivity ) );
	#endif
	reflectedLight.directSpecular += irradiance * specularBRDF * material.multiScatteringCompensation;
	vec3 halfDir = normalize( directLight.direction + geometryViewDir );
	float dotVH = saturate( dot( geometryViewDir, halfDir ) );
	vec3 F = F_Schlick( material.specularColor, material.specularF90, dotVH );
	#ifdef USE_RETROREFLECTION
		vec3 retroHalfDir = normalize( directLight.direction + retroViewDir );
		float dotRetroVH = saturate( dot( retroViewDir, retroHalfDir ) );
		vec3 retroF = F_Schlick( material.specularColor, material.specularF90, dotRetroVH );
		F = mix( F, retroF, saturate( material.retroreflectivity ) );
	#endif
	#ifdef USE_DIFFUSE_ROUGHNESS
		vec3 diffuseBRDF = BRDF_EON( directLight.direction, geometryViewDir, geometryNormal, material.diffuseColor, material.diffuseRoughness ) * ( 1.0 - material.metalness );
	#else
		vec3 diffuseBRDF = BRDF_Lambert( material.diffuseContribution );
	#endif
	reflectedLight.directDiffuse += irradiance * diffuseBRDF * ( 1.0 - F );
}
void RE_IndirectDiffuse_Physical( const in vec3 irradiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in PhysicalMaterial material, inout ReflectedLight reflectedLight ) {
	vec3 singleScattering = vec3( 0.0 );
	vec3 multiScattering = vec3( 0.0 );
	#ifdef USE_IRIDESCENCE
		computeMultiscatteringIridescence( material.dfg, material.specularColor, material.specularF90, material.iridescence, material.iridescenceF0Dielectric, singleScattering, multiScattering );
	#else
		computeMultiscattering( material.dfg, material.specularColor, material.specularF90, singleScattering, multiScattering );
	#endif
	#ifdef USE_DIFFUSE_ROUGHNESS
		float dotNV = saturate( dot( geometryNormal, geometryViewDir ) );
		vec3 diffuseAlbedo = EON_DirectionalAlbedo( material.diffuseColor, material.diffuseRoughness, dotNV ) * ( 1.0 - material.metalness );
		vec3 diffuse = irradiance * RECIPROCAL_PI * diffuseAlbedo * ( 1.0 - singleScattering - multiScattering );
	#else
		vec3 diffuse = irradiance * BRDF_Lambert( material.diffuseContribution ) * ( 1.0 - singleScattering - multiScattering );
	#endif
	#ifdef USE_SHEEN
		float sheenAlbedo = IBLSheenBRDF( geometryNormal, geometryViewDir, material.sheenRoughness );
		sheenSpecularIndirect += irradiance * material.sheenColor * sheenAlbedo * RECIPROCAL_PI;
		float sheenEnergyComp = 1.0 - max3( material.sheenColor ) * sheenAlbedo;
		diffuse *= sheenEnergyComp;
	#endif
	reflectedLight.indirectDiffuse += diffuse;
}
void RE_IndirectSpecular_Physical( const in vec3 radiance, const in vec3 irradiance, const in vec3 clearcoatRadiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in PhysicalMaterial material, inout ReflectedLight reflectedLight) {
	#ifdef USE_CLEARCOAT
		clearcoatSpecularIndirect += clearcoatRadiance * EnvironmentBRDF( geometryClearcoatNormal, geometryViewDir, material.clearcoatF0, material.clearcoatF90, material.clearcoatRoughness );
	#endif
	#ifdef USE_SHEEN
		sheenSpecularIndirect += irradiance * material.sheenColor * IBLSheenBRDF( geometryNormal, geometryViewDir, material.sheenRoughness ) * RECIPROCAL_PI;
 	#endif
	vec3 singleScatteringDielectric = vec3( 0.0 );
	vec3 multiScatteringDielectric = vec3( 0.0 );
	vec3 singleScatteringMetallic = vec3( 0.0 );
	vec3 multiScatteringMetallic = vec3( 0.0 );
	#ifdef USE_IRIDESCENCE
		computeMultiscatteringIridescence( material.dfg, material.specularColor, material.specularF90, material.iridescence, material.iridescenceF0Dielectric, singleScatteringDielectric, multiScatteringDielectric );
		computeMultiscatteringIridescence( material.dfg, material.diffuseColor, material.specularF90, material.iridescence, material.iridescenceF0Metallic, singleScatteringMetallic, multiScatteringMetallic );
	#else
		computeMultiscattering( material.dfg, material.specularColor, material.specularF90, singleScatteringDielectric, multiScatteringDielectric );
		computeMultiscattering( material.dfg, material.diffuseColor, material.specularF90, singleScatteringMetallic, multiScatteringMetallic );
	#endif
	vec3 singleScattering = mix( singleScatteringDielectric, singleScatteringMetallic, material.metalness );
	vec3 multiScattering = mix( multiScatteringDielectric, multiScatteringMetallic, material.metalness );
	vec3 totalScatteringDielectric = singleScatteringDielectric + multiScatteringDielectric;
	#ifdef USE_DIFFUSE_ROUGHNESS
		float dotNV = saturate( dot( geometryNormal, geometryViewDir ) );
		vec3 diffuse = EON_DirectionalAlbedo( material.diffuseColor, material.diffuseRoughness, dotNV ) * ( 1.0 - material.metalness ) * ( 1.0 - totalScatteringDielectric );
	#else
		vec3 diffuse = material.diffuseContribution * ( 1.0 - totalScatteringDielectric );
	#endif
	vec3 cosineWeightedIrradiance = irradiance * RECIPROCAL_PI;
	vec3 indirectSpecular = radiance * singleScattering;
	indirectSpecular += multiScattering * cosineWeightedIrradiance;
	vec3 indirectDiffuse = diffuse * cosineWeightedIrradiance;
	#ifdef USE_SHEEN
		float sheenAlbedo = IBLSheenBRDF( geometryNormal, geometryViewDir, material.sheenRoughness );
		float sheenEnergyComp = 1.0 - max3( material.sheenColor ) * sheenAlbedo;
		indirectSpecular *= sheenEnergyComp;
		indirectDiffuse *= sheenEnergyComp;
	#endif
	reflectedLight.indirectSpecular += indirectSpecular;
	reflectedLight.indirectDiffuse += indirectDiffuse;
}
#define RE_Direct				RE_Direct_Physical
#define RE_Direct_RectArea		RE_Direct_RectArea_Physical
#define RE_IndirectDiffuse		RE_IndirectDiffuse_Physical
#define RE_IndirectSpecular		RE_IndirectSpecular_Physical
float computeSpecularOcclusion( const in float dotNV, const in float ambientOcclusion, const in float roughness ) {
	return saturate( pow( dotNV + ambientOcclusion, exp2( - 16.0 * roughness - 1.0 ) ) - 1.0 + ambientOcclusion );
}`,Tv=`
vec3 geometryPosition = - vViewPosition;
vec3 geometryNormal = normal;
vec3 geometryViewDir = ( isOrthographic ) ? vec3( 0, 0, 1 ) : normalize( vViewPosition );
vec3 geometryClearcoatNormal = vec3( 0.0 );
#ifdef USE_CLEARCOAT
	geometryClearcoatNormal = clearcoatNormal;
#endif
#ifdef USE_IRIDESCENCE
	float dotNVi = saturate( dot( normal, geometryViewDir ) );
	if ( material.iridescenceThickness == 0.0 ) {
		material.iridescence = 0.0;
	} else {
		material.iridescence = saturate( material.iridescence );
	}
	if ( material.iridescence > 0.0 ) {
		vec3 iridescenceFresnelDielectric = evalIridescence( 1.0, material.iridescenceIOR, dotNVi, material.iridescenceThickness, material.specularColor );
		vec3 iridescenceFresnelMetallic = evalIridescence( 1.0, material.iridescenceIOR, dotNVi, material.iridescenceThickness, material.diffuseColor );
		material.iridescenceFresnel = mix( iridescenceFresnelDielectric, iridescenceFresnelMetallic, material.metalness );
		material.iridescenceF0Dielectric = Schlick_to_F0( iridescenceFresnelDielectric, 1.0, dotNVi );
		material.iridescenceF0Metallic = Schlick_to_F0( iridescenceFresnelMetallic, 1.0, dotNVi );
	}
#endif
#ifdef STANDARD
	float dotNVms = saturate( dot( geometryNormal, geometryViewDir ) );
	material.dfg = texture2D( dfgLUT, vec2( material.roughness, dotNVms ) ).rg;
	#if ( NUM_SUN_LIGHTS > 0 || NUM_DIR_LIGHTS > 0 || NUM_POINT_LIGHTS > 0 || NUM_SPOT_LIGHTS > 0 )
		float EssMs = material.dfg.x + material.dfg.y;
		material.multiScatteringCompensation = 1.0 + material.specularColorBlended * ( 1.0 / EssMs - 1.0 );
	#endif
#endif
IncidentLight directLight;
#if ( NUM_POINT_LIGHTS > 0 ) && defined( RE_Direct )
	PointLight pointLight;
	#if defined( USE_SHADOWMAP ) && NUM_POINT_LIGHT_SHADOWS > 0
	PointLightShadow pointLightShadow;
	#endif
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_POINT_LIGHTS; i ++ ) {
		pointLight = pointLights[ i ];
		getPointLightInfo( pointLight, geometryPosition, directLight );
		#if defined( USE_SHADOWMAP ) && ( UNROLLED_LOOP_INDEX < NUM_POINT_LIGHT_SHADOWS ) && ( defined( SHADOWMAP_TYPE_PCF ) || defined( SHADOWMAP_TYPE_BASIC ) )
		pointLightShadow = pointLightShadows[ i ];
		directLight.color *= ( directLight.visible && receiveShadow ) ? getPointShadow( pointShadowMap[ i ], pointLightShadow.shadowMapSize, pointLightShadow.shadowIntensity, pointLightShadow.shadowBias, pointLightShadow.shadowRadius, vPointShadowCoord[ i ], pointLightShadow.shadowCameraNear, pointLightShadow.shadowCameraFar ) : 1.0;
		#endif
		RE_Direct( directLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
	}
	#pragma unroll_loop_end
#endif
#if ( NUM_SPOT_LIGHTS > 0 ) && defined( RE_Direct )
	SpotLight spotLight;
	vec4 spotColor;
	vec3 spotLightCoord;
	bool inSpotLightMap;
	#if defined( USE_SHADOWMAP ) && NUM_SPOT_LIGHT_SHADOWS > 0
	SpotLightShadow spotLightShadow;
	#endif
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_SPOT_LIGHTS; i ++ ) {
		spotLight = spotLights[ i ];
		getSpotLightInfo( spotLight, geometryPosition, directLight );
		#if ( UNROLLED_LOOP_INDEX < NUM_SPOT_LIGHT_SHADOWS_WITH_MAPS )
		#define SPOT_LIGHT_MAP_INDEX UNROLLED_LOOP_INDEX
		#elif ( UNROLLED_LOOP_INDEX < NUM_SPOT_LIGHT_SHADOWS )
		#define SPOT_LIGHT_MAP_INDEX NUM_SPOT_LIGHT_MAPS
		#else
		#define SPOT_LIGHT_MAP_INDEX ( UNROLLED_LOOP_INDEX - NUM_SPOT_LIGHT_SHADOWS + NUM_SPOT_LIGHT_SHADOWS_WITH_MAPS )
		#endif
		#if ( SPOT_LIGHT_MAP_INDEX < NUM_SPOT_LIGHT_MAPS )
			spotLightCoord = vSpotLightCoord[ i ].xyz / vSpotLightCoord[ i ].w;
			inSpotLightMap = all( lessThan( abs( spotLightCoord * 2. - 1. ), vec3( 1.0 ) ) );
			spotColor = texture2D( spotLightMap[ SPOT_LIGHT_MAP_INDEX ], spotLightCoord.xy );
			directLight.color = inSpotLightMap ? directLight.color * spotColor.rgb : directLight.color;
		#endif
		#undef SPOT_LIGHT_MAP_INDEX
		#if defined( USE_SHADOWMAP ) && ( UNROLLED_LOOP_INDEX < NUM_SPOT_LIGHT_SHADOWS )
		spotLightShadow = spotLightShadows[ i ];
		directLight.color *= ( directLight.visible && receiveShadow ) ? getShadow( spotShadowMap[ i ], spotLightShadow.shadowMapSize, spotLightShadow.shadowIntensity, spotLightShadow.shadowBias, spotLightShadow.shadowRadius, vSpotLightCoord[ i ] ) : 1.0;
		#endif
		RE_Direct( directLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
	}
	#pragma unroll_loop_end
#endif
#if ( NUM_SUN_LIGHTS > 0 ) && defined( RE_Direct )
	SunLight sunLight;
	#if defined( USE_SHADOWMAP ) && NUM_SUN_LIGHT_SHADOWS > 0
	SunLightShadow sunLightShadow;
	#endif
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_SUN_LIGHTS; i ++ ) {
		sunLight = sunLights[ i ];
		getSunLightInfo( sunLight, directLight );
		#if defined( USE_SHADOWMAP ) && ( UNROLLED_LOOP_INDEX < NUM_SUN_LIGHT_SHADOWS )
		sunLightShadow = sunLightShadows[ i ];
		directLight.color *= ( directLight.visible && receiveShadow ) ? getSunShadow( sunShadowMap[ i ], sunLightShadow, UNROLLED_LOOP_INDEX ) : 1.0;
		#endif
		RE_Direct( directLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
	}
	#pragma unroll_loop_end
#endif
#if ( NUM_DIR_LIGHTS > 0 ) && defined( RE_Direct )
	DirectionalLight directionalLight;
	#if defined( USE_SHADOWMAP ) && NUM_DIR_LIGHT_SHADOWS > 0
	DirectionalLightShadow directionalLightShadow;
	#endif
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_DIR_LIGHTS; i ++ ) {
		directionalLight = directionalLights[ i ];
		getDirectionalLightInfo( directionalLight, directLight );
		#if defined( USE_SHADOWMAP ) && ( UNROLLED_LOOP_INDEX < NUM_DIR_LIGHT_SHADOWS )
		directionalLightShadow = directionalLightShadows[ i ];
		directLight.color *= ( directLight.visible && receiveShadow ) ? getShadow( directionalShadowMap[ i ], directionalLightShadow.shadowMapSize, directionalLightShadow.shadowIntensity, directionalLightShadow.shadowBias, directionalLightShadow.shadowRadius, vDirectionalShadowCoord[ i ] ) : 1.0;
		#endif
		RE_Direct( directLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
	}
	#pragma unroll_loop_end
#endif
#if ( NUM_RECT_AREA_LIGHTS > 0 ) && defined( RE_Direct_RectArea )
	RectAreaLight rectAreaLight;
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_RECT_AREA_LIGHTS; i ++ ) {
		rectAreaLight = rectAreaLights[ i ];
		RE_Direct_RectArea( rectAreaLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
	}
	#pragma unroll_loop_end
#endif
#if defined( RE_IndirectDiffuse )
	vec3 iblIrradiance = vec3( 0.0 );
	vec3 irradiance = getAmbientLightIrradiance( ambientLightColor );
	#if defined( USE_LIGHT_PROBES )
		irradiance += getLightProbeIrradiance( lightProbe, geometryNormal );
	#endif
	#if ( NUM_HEMI_LIGHTS > 0 )
		#pragma unroll_loop_start
		for ( int i = 0; i < NUM_HEMI_LIGHTS; i ++ ) {
			irradiance += getHemisphereLightIrradiance( hemisphereLights[ i ], geometryNormal );
		}
		#pragma unroll_loop_end
	#endif
	#if NUM_LIGHT_PROBE_GRIDS > 0
		vec3 probeWorldPos = ( ( vec4( geometryPosition, 1.0 ) - viewMatrix[ 3 ] ) * viewMatrix ).xyz;
		vec3 probeWorldNormal = transformNormalByInverseViewMatrix( geometryNormal, viewMatrix );
		int probeGrid = - 1;
		#pragma unroll_loop_start
		for ( int i = 0; i < NUM_LIGHT_PROBE_GRIDS; i ++ ) {
			if ( isInsideLightProbeGrid( probeWorldPos, probeWorldNormal, probesMin[ i ], probesMax[ i ], probesResolution[ i ] ) ) probeGrid = UNROLLED_LOOP_INDEX;
		}
		#pragma unroll_loop_end
		#pragma unroll_loop_start
		for ( int i = 0; i < NUM_LIGHT_PROBE_GRIDS; i ++ ) {
			if ( probeGrid == UNROLLED_LOOP_INDEX ) irradiance += getLightProbeGridIrradiance( probesSH[ i ], probesMin[ i ], probesMax[ i ], probesResolution[ i ], probeWorldPos, probeWorldNormal );
		}
		#pragma unroll_loop_end
	#endif
#endif
#if defined( RE_IndirectSpecular )
	vec3 radiance = vec3( 0.0 );
	vec3 clearcoatRadiance = vec3( 0.0 );
#endif`,Av=`#if defined( RE_IndirectDiffuse )
	#ifdef USE_LIGHTMAP
		vec4 lightMapTexel = texture2D( lightMap, vLightMapUv );
		vec3 lightMapIrradiance = lightMapTexel.rgb * lightMapIntensity;
		irradiance += lightMapIrradiance;
	#endif
	#if defined( USE_ENVMAP ) && defined( ENVMAP_TYPE_PMREM )
		#if defined( STANDARD ) || defined( LAMBERT ) || defined( PHONG )
			iblIrradiance += getIBLIrradiance( geometryNormal );
		#endif
	#endif
#endif
#if defined( USE_ENVMAP ) && defined( RE_IndirectSpecular )
	#ifdef USE_ANISOTROPY
		vec3 iblRadiance = getIBLAnisotropyRadiance( geometryViewDir, geometryNormal, material.roughness, material.anisotropyB, material.anisotropy );
	#else
		vec3 iblRadiance = getIBLRadiance( geometryViewDir, geometryNormal, material.roughness );
	#endif
	#ifdef USE_RETROREFLECTION
		#ifdef USE_ANISOTROPY
			vec3 retroIBLRadiance = getIBLAnisotropyRetroRadiance( geometryViewDir, geometryNormal, material.roughness, material.anisotropyB, material.anisotropy );
		#else
			vec3 retroIBLRadiance = getIBLRetroRadiance( geometryViewDir, geometryNormal, material.roughness );
		#endif
		iblRadiance = mix( iblRadiance, retroIBLRadiance, saturate( material.retroreflectivity ) );
	#endif
	radiance += iblRadiance;
	#ifdef USE_CLEARCOAT
		clearcoatRadiance += getIBLRadiance( geometryViewDir, geometryClearcoatNormal, material.clearcoatRoughness );
	#endif
#endif`,Cv=`#if defined( RE_IndirectDiffuse )
	#if defined( LAMBERT ) || defined( PHONG )
		irradiance += iblIrradiance;
	#endif
	RE_IndirectDiffuse( irradiance, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
#endif
#if defined( RE_IndirectSpecular )
	RE_IndirectSpecular( radiance, iblIrradiance, clearcoatRadiance, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
#endif`,Rv=`#if NUM_LIGHT_PROBE_GRIDS > 0
uniform highp sampler3D probesSH[ NUM_LIGHT_PROBE_GRIDS ];
uniform vec3 probesMin[ NUM_LIGHT_PROBE_GRIDS ];
uniform vec3 probesMax[ NUM_LIGHT_PROBE_GRIDS ];
uniform vec3 probesResolution[ NUM_LIGHT_PROBE_GRIDS ];
bool isInsideLightProbeGrid( vec3 worldPos, vec3 worldNormal, vec3 probesMin, vec3 probesMax, vec3 probesResolution ) {
	vec3 spacing = ( probesMax - probesMin ) / probesResolution;
	vec3 samplePos = worldPos + worldNormal * spacing * 0.5;
	vec3 margin = spacing * 0.01;
	return all( greaterThanEqual( samplePos, probesMin - margin ) ) && all( lessThanEqual( samplePos, probesMax + margin ) );
}
vec3 getLightProbeGridIrradiance( highp sampler3D probesSH, vec3 probesMin, vec3 probesMax, vec3 probesResolution, vec3 worldPos, vec3 worldNormal ) {
	vec3 res = probesResolution;
	vec3 gridRange = probesMax - probesMin;
	vec3 probeSpacing = gridRange / res;
	vec3 samplePos = worldPos + worldNormal * probeSpacing * 0.5;
	vec3 uvw = clamp( ( samplePos - probesMin ) / gridRange, 0.5 / res, 1.0 - 0.5 / res );
	float nz          = res.z;
	float paddedSlices = nz + 2.0;
	float atlasDepth  = 7.0 * paddedSlices;
	float uvZBase     = uvw.z * nz + 1.0;
	vec4 s0 = texture( probesSH, vec3( uvw.xy, ( uvZBase                       ) / atlasDepth ) );
	vec4 s1 = texture( probesSH, vec3( uvw.xy, ( uvZBase +       paddedSlices   ) / atlasDepth ) );
	vec4 s2 = texture( probesSH, vec3( uvw.xy, ( uvZBase + 2.0 * paddedSlices   ) / atlasDepth ) );
	vec4 s3 = texture( probesSH, vec3( uvw.xy, ( uvZBase + 3.0 * paddedSlices   ) / atlasDepth ) );
	vec4 s4 = texture( probesSH, vec3( uvw.xy, ( uvZBase + 4.0 * paddedSlices   ) / atlasDepth ) );
	vec4 s5 = texture( probesSH, vec3( uvw.xy, ( uvZBase + 5.0 * paddedSlices   ) / atlasDepth ) );
	vec4 s6 = texture( probesSH, vec3( uvw.xy, ( uvZBase + 6.0 * paddedSlices   ) / atlasDepth ) );
	vec3 c0 = s0.xyz;
	vec3 c1 = vec3( s0.w, s1.xy );
	vec3 c2 = vec3( s1.zw, s2.x );
	vec3 c3 = s2.yzw;
	vec3 c4 = s3.xyz;
	vec3 c5 = vec3( s3.w, s4.xy );
	vec3 c6 = vec3( s4.zw, s5.x );
	vec3 c7 = s5.yzw;
	vec3 c8 = s6.xyz;
	float x = worldNormal.x, y = worldNormal.y, z = worldNormal.z;
	vec3 result = c0 * 0.886227;
	result += c1 * 2.0 * 0.511664 * y;
	result += c2 * 2.0 * 0.511664 * z;
	result += c3 * 2.0 * 0.511664 * x;
	result += c4 * 2.0 * 0.429043 * x * y;
	result += c5 * 2.0 * 0.429043 * y * z;
	result += c6 * ( 0.743125 * z * z - 0.247708 );
	result += c7 * 2.0 * 0.429043 * x * z;
	result += c8 * 0.429043 * ( x * x - y * y );
	return max( result, vec3( 0.0 ) );
}
#endif`,Pv=`#if defined( USE_LOGARITHMIC_DEPTH_BUFFER )
	gl_FragDepth = vIsPerspective == 0.0 ? gl_FragCoord.z : log2( vFragDepth ) * logDepthBufFC * 0.5;
#endif`,Lv=`#if defined( USE_LOGARITHMIC_DEPTH_BUFFER )
	uniform float logDepthBufFC;
	varying float vFragDepth;
	varying float vIsPerspective;
#endif`,Iv=`#ifdef USE_LOGARITHMIC_DEPTH_BUFFER
	varying float vFragDepth;
	varying float vIsPerspective;
#endif`,Dv=`#ifdef USE_LOGARITHMIC_DEPTH_BUFFER
	vFragDepth = 1.0 + gl_Position.w;
	vIsPerspective = float( isPerspectiveMatrix( projectionMatrix ) );
#endif`,Nv=`#ifdef USE_MAP
	vec4 sampledDiffuseColor = texture2D( map, vMapUv );
	#ifdef DECODE_VIDEO_TEXTURE
		sampledDiffuseColor = sRGBTransferEOTF( sampledDiffuseColor );
	#endif
	diffuseColor *= sampledDiffuseColor;
#endif`,Fv=`#ifdef USE_MAP
	uniform sampler2D map;
#endif`,Ov=`#if defined( USE_MAP ) || defined( USE_ALPHAMAP )
	#if defined( USE_POINTS_UV )
		vec2 uv = vUv;
	#else
		vec2 uv = ( uvTransform * vec3( gl_PointCoord.x, 1.0 - gl_PointCoord.y, 1 ) ).xy;
	#endif
#endif
#ifdef USE_MAP
	diffuseColor *= texture2D( map, uv );
#endif
#ifdef USE_ALPHAMAP
	diffuseColor.a *= texture2D( alphaMap, uv ).g;
#endif`,Uv=`#if defined( USE_POINTS_UV )
	varying vec2 vUv;
#else
	#if defined( USE_MAP ) || defined( USE_ALPHAMAP )
		uniform mat3 uvTransform;
	#endif
#endif
#ifdef USE_MAP
	uniform sampler2D map;
#endif
#ifdef USE_ALPHAMAP
	uniform sampler2D alphaMap;
#endif`,kv=`float metalnessFactor = metalness;
#ifdef USE_METALNESSMAP
	vec4 texelMetalness = texture2D( metalnessMap, vMetalnessMapUv );
	metalnessFactor *= texelMetalness.b;
#endif`,Bv=`#ifdef USE_METALNESSMAP
	uniform sampler2D metalnessMap;
#endif`,zv=`#ifdef USE_INSTANCING_MORPH
	float morphTargetInfluences[ MORPHTARGETS_COUNT ];
	float morphTargetBaseInfluence = texelFetch( morphTexture, ivec2( 0, gl_InstanceID ), 0 ).r;
	for ( int i = 0; i < MORPHTARGETS_COUNT; i ++ ) {
		morphTargetInfluences[i] =  texelFetch( morphTexture, ivec2( i + 1, gl_InstanceID ), 0 ).r;
	}
#endif`,Hv=`#if defined( USE_MORPHCOLORS )
	#if defined( USE_COLOR_ALPHA )
		vColor *= morphTargetBaseInfluence;
	#elif defined( USE_COLOR )
		vColor.rgb *= morphTargetBaseInfluence;
	#endif
	for ( int i = 0; i < MORPHTARGETS_COUNT; i ++ ) {
		#if defined( USE_COLOR_ALPHA )
			if ( morphTargetInfluences[ i ] != 0.0 ) vColor += getMorph( gl_VertexID, i, 2 ) * morphTargetInfluences[ i ];
		#elif defined( USE_COLOR )
			if ( morphTargetInfluences[ i ] != 0.0 ) vColor.rgb += getMorph( gl_VertexID, i, 2 ).rgb * morphTargetInfluences[ i ];
		#endif
	}
#endif`,Vv=`#ifdef USE_MORPHNORMALS
	objectNormal *= morphTargetBaseInfluence;
	for ( int i = 0; i < MORPHTARGETS_COUNT; i ++ ) {
		if ( morphTargetInfluences[ i ] != 0.0 ) objectNormal += getMorph( gl_VertexID, i, 1 ).xyz * morphTargetInfluences[ i ];
	}
#endif`,Gv=`#ifdef USE_MORPHTARGETS
	#ifndef USE_INSTANCING_MORPH
		uniform float morphTargetBaseInfluence;
		uniform float morphTargetInfluences[ MORPHTARGETS_COUNT ];
	#endif
	uniform sampler2DArray morphTargetsTexture;
	uniform ivec2 morphTargetsTextureSize;
	vec4 getMorph( const in int vertexIndex, const in int morphTargetIndex, const in int offset ) {
		int texelIndex = vertexIndex * MORPHTARGETS_TEXTURE_STRIDE + offset;
		int y = texelIndex / morphTargetsTextureSize.x;
		int x = texelIndex - y * morphTargetsTextureSize.x;
		ivec3 morphUV = ivec3( x, y, morphTargetIndex );
		return texelFetch( morphTargetsTexture, morphUV, 0 );
	}
#endif`,Wv=`#ifdef USE_MORPHTARGETS
	transformed *= morphTargetBaseInfluence;
	for ( int i = 0; i < MORPHTARGETS_COUNT; i ++ ) {
		if ( morphTargetInfluences[ i ] != 0.0 ) transformed += getMorph( gl_VertexID, i, 0 ).xyz * morphTargetInfluences[ i ];
	}
#endif`,Xv=`float faceDirection = gl_FrontFacing ? 1.0 : - 1.0;
#ifdef FLAT_SHADED
	vec3 fdx = dFdx( vViewPosition );
	vec3 fdy = dFdy( vViewPosition );
	vec3 normal = normalize( cross( fdx, fdy ) );
#else
	vec3 normal = normalize( vNormal );
	#ifdef DOUBLE_SIDED
		normal *= faceDirection;
	#endif
#endif
#if defined( USE_NORMALMAP_TANGENTSPACE ) || defined( USE_CLEARCOAT_NORMALMAP ) || defined( USE_ANISOTROPY )
	#ifdef USE_TANGENT
		mat3 tbn = mat3( normalize( vTangent ), normalize( vBitangent ), normal );
	#else
		mat3 tbn = getTangentFrame( - vViewPosition, normal,
		#if defined( USE_NORMALMAP )
			vNormalMapUv
		#elif defined( USE_CLEARCOAT_NORMALMAP )
			vClearcoatNormalMapUv
		#else
			vUv
		#endif
		);
	#endif
	#ifdef DOUBLE_SIDED
		tbn[0] *= faceDirection;
		tbn[1] *= faceDirection;
	#endif
#endif
#ifdef USE_CLEARCOAT_NORMALMAP
	#ifdef USE_TANGENT
		mat3 tbn2 = mat3( normalize( vTangent ), normalize( vBitangent ), normal );
	#else
		mat3 tbn2 = getTangentFrame( - vViewPosition, normal, vClearcoatNormalMapUv );
	#endif
	#ifdef DOUBLE_SIDED
		tbn2[0] *= faceDirection;
		tbn2[1] *= faceDirection;
	#endif
#endif
vec3 nonPerturbedNormal = normal;`,$v=`#ifdef USE_NORMALMAP_OBJECTSPACE
	normal = texture2D( normalMap, vNormalMapUv ).xyz * 2.0 - 1.0;
	#ifdef FLIP_SIDED
		normal = - normal;
	#endif
	#ifdef DOUBLE_SIDED
		normal = normal * faceDirection;
	#endif
	normal = normalize( normalMatrix * normal );
#elif defined( USE_NORMALMAP_TANGENTSPACE )
	vec3 mapN = texture2D( normalMap, vNormalMapUv ).xyz * 2.0 - 1.0;
	#if defined( USE_PACKED_NORMALMAP )
		mapN = vec3( mapN.xy, sqrt( saturate( 1.0 - dot( mapN.xy, mapN.xy ) ) ) );
	#endif
	mapN.xy *= normalScale;
	normal = normalize( tbn * mapN );
#elif defined( USE_BUMPMAP )
	normal = perturbNormalArb( - vViewPosition, normal, dHdxy_fwd(), faceDirection );
#endif`,qv=`#ifndef FLAT_SHADED
	varying vec3 vNormal;
	#ifdef USE_TANGENT
		varying vec3 vTangent;
		varying vec3 vBitangent;
	#endif
#endif`,Yv=`#ifndef FLAT_SHADED
	varying vec3 vNormal;
	#ifdef USE_TANGENT
		varying vec3 vTangent;
		varying vec3 vBitangent;
	#endif
#endif`,Kv=`#ifndef FLAT_SHADED
	vNormal = normalize( transformedNormal );
	#ifdef USE_TANGENT
		vTangent = normalize( transformedTangent );
		vBitangent = normalize( cross( vNormal, vTangent ) * tangent.w );
		#ifdef FLIP_SIDED
			vBitangent = - vBitangent;
		#endif
	#endif
#endif`,jv=`#ifdef USE_NORMALMAP
	uniform sampler2D normalMap;
	uniform vec2 normalScale;
#endif
#ifdef USE_NORMALMAP_OBJECTSPACE
	uniform mat3 normalMatrix;
#endif
#if ! defined ( USE_TANGENT ) && ( defined ( USE_NORMALMAP_TANGENTSPACE ) || defined ( USE_CLEARCOAT_NORMALMAP ) || defined( USE_ANISOTROPY ) )
	mat3 getTangentFrame( vec3 eye_pos, vec3 surf_norm, vec2 uv ) {
		vec3 q0 = dFdx( eye_pos.xyz );
		vec3 q1 = dFdy( eye_pos.xyz );
		vec2 st0 = dFdx( uv.st );
		vec2 st1 = dFdy( uv.st );
		vec3 N = surf_norm;
		vec3 q1perp = cross( q1, N );
		vec3 q0perp = cross( N, q0 );
		vec3 T = q1perp * st0.x + q0perp * st1.x;
		vec3 B = q1perp * st0.y + q0perp * st1.y;
		float det = max( dot( T, T ), dot( B, B ) );
		float scale = ( det == 0.0 ) ? 0.0 : inversesqrt( det );
		return mat3( T * scale, B * scale, N );
	}
#endif`,Zv=`#ifdef USE_CLEARCOAT
	vec3 clearcoatNormal = nonPerturbedNormal;
#endif`,Jv=`#ifdef USE_CLEARCOAT_NORMALMAP
	vec3 clearcoatMapN = texture2D( clearcoatNormalMap, vClearcoatNormalMapUv ).xyz * 2.0 - 1.0;
	clearcoatMapN.xy *= clearcoatNormalScale;
	clearcoatNormal = normalize( tbn2 * clearcoatMapN );
#endif`,Qv=`#ifdef USE_CLEARCOATMAP
	uniform sampler2D clearcoatMap;
#endif
#ifdef USE_CLEARCOAT_NORMALMAP
	uniform sampler2D clearcoatNormalMap;
	uniform vec2 clearcoatNormalScale;
#endif
#ifdef USE_CLEARCOAT_ROUGHNESSMAP
	uniform sampler2D clearcoatRoughnessMap;
#endif`,ey=`#ifdef USE_IRIDESCENCEMAP
	uniform sampler2D iridescenceMap;
#endif
#ifdef USE_IRIDESCENCE_THICKNESSMAP
	uniform sampler2D iridescenceThicknessMap;
#endif`,ty=`#ifdef OPAQUE
diffuseColor.a = 1.0;
#endif
#ifdef USE_TRANSMISSION
diffuseColor.a *= material.transmissionAlpha;
#endif
gl_FragColor = vec4( outgoingLight, diffuseColor.a );`,ny=`vec3 packNormalToRGB( const in vec3 normal ) {
	return normalize( normal ) * 0.5 + 0.5;
}
vec3 unpackRGBToNormal( const in vec3 rgb ) {
	return 2.0 * rgb.xyz - 1.0;
}
const float PackUpscale = 256. / 255.;const float UnpackDownscale = 255. / 256.;const float ShiftRight8 = 1. / 256.;
const float Inv255 = 1. / 255.;
const vec4 PackFactors = vec4( 1.0, 256.0, 256.0 * 256.0, 256.0 * 256.0 * 256.0 );
const vec2 UnpackFactors2 = vec2( UnpackDownscale, 1.0 / PackFactors.g );
const vec3 UnpackFactors3 = vec3( UnpackDownscale / PackFactors.rg, 1.0 / PackFactors.b );
const vec4 UnpackFactors4 = vec4( UnpackDownscale / PackFactors.rgb, 1.0 / PackFactors.a );
vec4 packDepthToRGBA( const in float v ) {
	if( v <= 0.0 )
		return vec4( 0., 0., 0., 0. );
	if( v >= 1.0 )
		return vec4( 1., 1., 1., 1. );
	float vuf;
	float af = modf( v * PackFactors.a, vuf );
	float bf = modf( vuf * ShiftRight8, vuf );
	float gf = modf( vuf * ShiftRight8, vuf );
	return vec4( vuf * Inv255, gf * PackUpscale, bf * PackUpscale, af );
}
vec3 packDepthToRGB( const in float v ) {
	if( v <= 0.0 )
		return vec3( 0., 0., 0. );
	if( v >= 1.0 )
		return vec3( 1., 1., 1. );
	float vuf;
	float bf = modf( v * PackFactors.b, vuf );
	float gf = modf( vuf * ShiftRight8, vuf );
	return vec3( vuf * Inv255, gf * PackUpscale, bf );
}
vec2 packDepthToRG( const in float v ) {
	if( v <= 0.0 )
		return vec2( 0., 0. );
	if( v >= 1.0 )
		return vec2( 1., 1. );
	float vuf;
	float gf = modf( v * 256., vuf );
	return vec2( vuf * Inv255, gf );
}
float unpackRGBAToDepth( const in vec4 v ) {
	return dot( v, UnpackFactors4 );
}
float unpackRGBToDepth( const in vec3 v ) {
	return dot( v, UnpackFactors3 );
}
float unpackRGToDepth( const in vec2 v ) {
	return v.r * UnpackFactors2.r + v.g * UnpackFactors2.g;
}
vec4 pack2HalfToRGBA( const in vec2 v ) {
	vec4 r = vec4( v.x, fract( v.x * 255.0 ), v.y, fract( v.y * 255.0 ) );
	return vec4( r.x - r.y / 255.0, r.y, r.z - r.w / 255.0, r.w );
}
vec2 unpackRGBATo2Half( const in vec4 v ) {
	return vec2( v.x + ( v.y / 255.0 ), v.z + ( v.w / 255.0 ) );
}
float viewZToOrthographicDepth( const in float viewZ, const in float near, const in float far ) {
	return ( viewZ + near ) / ( near - far );
}
float orthographicDepthToViewZ( const in float depth, const in float near, const in float far ) {
	#ifdef USE_REVERSED_DEPTH_BUFFER
	
		return depth * ( far - near ) - far;
	#else
		return depth * ( near - far ) - near;
	#endif
}
float viewZToPerspectiveDepth( const in float viewZ, const in float near, const in float far ) {
	return ( ( near + viewZ ) * far ) / ( ( far - near ) * viewZ );
}
float perspectiveDepthToViewZ( const in float depth, const in float near, const in float far ) {
	
	#ifdef USE_REVERSED_DEPTH_BUFFER
		return ( near * far ) / ( ( near - far ) * depth - near );
	#else
		return ( near * far ) / ( ( far - near ) * depth - far );
	#endif
}`,iy=`#ifdef PREMULTIPLIED_ALPHA
	gl_FragColor.rgb *= gl_FragColor.a;
#endif`,sy=`vec4 mvPosition = vec4( transformed, 1.0 );
#ifdef USE_BATCHING
	mvPosition = batchingMatrix * mvPosition;
#endif
#ifdef USE_INSTANCING
	mvPosition = instanceMatrix * mvPosition;
#endif
mvPosition = modelViewMatrix * mvPosition;
gl_Position = projectionMatrix * mvPosition;`,ry=`#ifdef DITHERING
	gl_FragColor.rgb = dithering( gl_FragColor.rgb );
#endif`,oy=`#ifdef DITHERING
	vec3 dithering( vec3 color ) {
		float grid_position = rand( gl_FragCoord.xy );
		vec3 dither_shift_RGB = vec3( 0.25 / 255.0, -0.25 / 255.0, 0.25 / 255.0 );
		dither_shift_RGB = mix( 2.0 * dither_shift_RGB, -2.0 * dither_shift_RGB, grid_position );
		return color + dither_shift_RGB;
	}
#endif`,ay=`float roughnessFactor = roughness;
#ifdef USE_ROUGHNESSMAP
	vec4 texelRoughness = texture2D( roughnessMap, vRoughnessMapUv );
	roughnessFactor *= texelRoughness.g;
#endif`,ly=`#ifdef USE_ROUGHNESSMAP
	uniform sampler2D roughnessMap;
#endif`,cy=`#if NUM_SPOT_LIGHT_COORDS > 0
	varying vec4 vSpotLightCoord[ NUM_SPOT_LIGHT_COORDS ];
#endif
#if NUM_SPOT_LIGHT_MAPS > 0
	uniform sampler2D spotLightMap[ NUM_SPOT_LIGHT_MAPS ];
#endif
#ifdef USE_SHADOWMAP
	#if NUM_SUN_LIGHT_SHADOWS > 0
		#define SUN_LIGHT_CASCADES 2
		#if defined( SHADOWMAP_TYPE_PCF )
			uniform sampler2DShadow sunShadowMap[ NUM_SUN_LIGHT_SHADOWS ];
		#else
			uniform sampler2D sunShadowMap[ NUM_SUN_LIGHT_SHADOWS ];
		#endif
		uniform mat4 sunShadowMatrix[ NUM_SUN_LIGHT_SHADOWS * SUN_LIGHT_CASCADES ];
		uniform vec4 sunShadowCascade[ NUM_SUN_LIGHT_SHADOWS * SUN_LIGHT_CASCADES ];
		varying vec4 vSunShadowWorldPosition;
		varying vec3 vSunShadowWorldNormal;
		struct SunLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
		};
		uniform SunLightShadow sunLightShadows[ NUM_SUN_LIGHT_SHADOWS ];
	#endif
	#if NUM_DIR_LIGHT_SHADOWS > 0
		#if defined( SHADOWMAP_TYPE_PCF )
			uniform sampler2DShadow directionalShadowMap[ NUM_DIR_LIGHT_SHADOWS ];
		#else
			uniform sampler2D directionalShadowMap[ NUM_DIR_LIGHT_SHADOWS ];
		#endif
		varying vec4 vDirectionalShadowCoord[ NUM_DIR_LIGHT_SHADOWS ];
		struct DirectionalLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
		};
		uniform DirectionalLightShadow directionalLightShadows[ NUM_DIR_LIGHT_SHADOWS ];
	#endif
	#if NUM_SPOT_LIGHT_SHADOWS > 0
		#if defined( SHADOWMAP_TYPE_PCF )
			uniform sampler2DShadow spotShadowMap[ NUM_SPOT_LIGHT_SHADOWS ];
		#else
			uniform sampler2D spotShadowMap[ NUM_SPOT_LIGHT_SHADOWS ];
		#endif
		struct SpotLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
		};
		uniform SpotLightShadow spotLightShadows[ NUM_SPOT_LIGHT_SHADOWS ];
	#endif
	#if NUM_POINT_LIGHT_SHADOWS > 0
		#if defined( SHADOWMAP_TYPE_PCF )
			uniform samplerCubeShadow pointShadowMap[ NUM_POINT_LIGHT_SHADOWS ];
		#elif defined( SHADOWMAP_TYPE_BASIC )
			uniform samplerCube pointShadowMap[ NUM_POINT_LIGHT_SHADOWS ];
		#endif
		varying vec4 vPointShadowCoord[ NUM_POINT_LIGHT_SHADOWS ];
		struct PointLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
			float shadowCameraNear;
			float shadowCameraFar;
		};
		uniform PointLightShadow pointLightShadows[ NUM_POINT_LIGHT_SHADOWS ];
	#endif
	#if defined( SHADOWMAP_TYPE_PCF )
		float interleavedGradientNoise( vec2 position ) {
			return fract( 52.9829189 * fract( dot( position, vec2( 0.06711056, 0.00583715 ) ) ) );
		}
		vec2 vogelDiskSample( int sampleIndex, int samplesCount, float phi ) {
			const float goldenAngle = 2.399963229728653;
			float r = sqrt( ( float( sampleIndex ) + 0.5 ) / float( samplesCount ) );
			float theta = float( sampleIndex ) * goldenAngle + phi;
			return vec2( cos( theta ), sin( theta ) ) * r;
		}
	#endif
	#if defined( SHADOWMAP_TYPE_PCF )
		float getShadow( sampler2DShadow shadowMap, vec2 shadowMapSize, float shadowIntensity, float shadowBias, float shadowRadius, vec4 shadowCoord ) {
			float shadow = 1.0;
			shadowCoord.xyz /= shadowCoord.w;
			#ifdef USE_REVERSED_DEPTH_BUFFER
				shadowCoord.z -= shadowBias;
			#else
				shadowCoord.z += shadowBias;
			#endif
			bool inFrustum = shadowCoord.x >= 0.0 && shadowCoord.x <= 1.0 && shadowCoord.y >= 0.0 && shadowCoord.y <= 1.0;
			bool frustumTest = inFrustum && shadowCoord.z <= 1.0;
			if ( frustumTest ) {
				vec2 texelSize = vec2( 1.0 ) / shadowMapSize;
				vec2 radius = shadowRadius * texelSize;
				float phi = interleavedGradientNoise( gl_FragCoord.xy ) * PI2;
				shadow = (
					texture( shadowMap, vec3( shadowCoord.xy + vogelDiskSample( 0, 5, phi ) * radius, shadowCoord.z ) ) +
					texture( shadowMap, vec3( shadowCoord.xy + vogelDiskSample( 1, 5, phi ) * radius, shadowCoord.z ) ) +
					texture( shadowMap, vec3( shadowCoord.xy + vogelDiskSample( 2, 5, phi ) * radius, shadowCoord.z ) ) +
					texture( shadowMap, vec3( shadowCoord.xy + vogelDiskSample( 3, 5, phi ) * radius, shadowCoord.z ) ) +
					texture( shadowMap, vec3( shadowCoord.xy + vogelDiskSample( 4, 5, phi ) * radius, shadowCoord.z ) )
				) * 0.2;
			}
			return mix( 1.0, shadow, shadowIntensity );
		}
	#elif defined( SHADOWMAP_TYPE_VSM )
		float getShadow( sampler2D shadowMap, vec2 shadowMapSize, float shadowIntensity, float shadowBias, float shadowRadius, vec4 shadowCoord ) {
			float shadow = 1.0;
			shadowCoord.xyz /= shadowCoord.w;
			#ifdef USE_REVERSED_DEPTH_BUFFER
				shadowCoord.z -= shadowBias;
			#else
				shadowCoord.z += shadowBias;
			#endif
			bool inFrustum = shadowCoord.x >= 0.0 && shadowCoord.x <= 1.0 && shadowCoord.y >= 0.0 && shadowCoord.y <= 1.0;
			bool frustumTest = inFrustum && shadowCoord.z <= 1.0;
			if ( frustumTest ) {
				vec2 distribution = texture2D( shadowMap, shadowCoord.xy ).rg;
				float mean = distribution.x;
				float variance = distribution.y * distribution.y;
				#ifdef USE_REVERSED_DEPTH_BUFFER
					float hard_shadow = step( mean, shadowCoord.z );
				#else
					float hard_shadow = step( shadowCoord.z, mean );
				#endif
				
				if ( hard_shadow == 1.0 ) {
					shadow = 1.0;
				} else {
					variance = max( variance, 0.0000001 );
					float d = shadowCoord.z - mean;
					float p_max = variance / ( variance + d * d );
					p_max = clamp( ( p_max - 0.3 ) / 0.65, 0.0, 1.0 );
					shadow = max( hard_shadow, p_max );
				}
			}
			return mix( 1.0, shadow, shadowIntensity );
		}
	#else
		float getShadow( sampler2D shadowMap, vec2 shadowMapSize, float shadowIntensity, float shadowBias, float shadowRadius, vec4 shadowCoord ) {
			float shadow = 1.0;
			shadowCoord.xyz /= shadowCoord.w;
			#ifdef USE_REVERSED_DEPTH_BUFFER
				shadowCoord.z -= shadowBias;
			#else
				shadowCoord.z += shadowBias;
			#endif
			bool inFrustum = shadowCoord.x >= 0.0 && shadowCoord.x <= 1.0 && shadowCoord.y >= 0.0 && shadowCoord.y <= 1.0;
			bool frustumTest = inFrustum && shadowCoord.z <= 1.0;
			if ( frustumTest ) {
				float depth = texture2D( shadowMap, shadowCoord.xy ).r;
				#ifdef USE_REVERSED_DEPTH_BUFFER
					shadow = step( depth, shadowCoord.z );
				#else
					shadow = step( shadowCoord.z, depth );
				#endif
			}
			return mix( 1.0, shadow, shadowIntensity );
		}
	#endif
	#if NUM_SUN_LIGHT_SHADOWS > 0
		float getSunShadow(
			#if defined( SHADOWMAP_TYPE_PCF )
				sampler2DShadow shadowMap,
			#else
				sampler2D shadowMap,
			#endif
			SunLightShadow sunLightShadow,
			int shadowIndex
		) {
			vec4 shadowWorldPosition = vec4( vSunShadowWorldPosition.xyz + vSunShadowWorldNormal * sunLightShadow.shadowNormalBias, 1.0 );
			float viewDepth = vSunShadowWorldPosition.w;
			int cascadeOffset = shadowIndex * SUN_LIGHT_CASCADES;
			float shadow = 1.0;
			for ( int i = SUN_LIGHT_CASCADES - 1; i >= 0; i -- ) {
				vec4 cascade = sunShadowCascade[ cascadeOffset + i ];
				if ( viewDepth >= cascade.x && viewDepth < cascade.y ) {
					float cascadeShadow = getShadow(
						shadowMap,
						sunLightShadow.shadowMapSize,
						sunLightShadow.shadowIntensity,
						sunLightShadow.shadowBias,
						sunLightShadow.shadowRadius,
						sunShadowMatrix[ cascadeOffset + i ] * shadowWorldPosition
					);
					shadow = mix( cascadeShadow, shadow, smoothstep( cascade.z, cascade.y, viewDepth ) );
				}
			}
			return shadow;
		}
	#endif
	#if NUM_POINT_LIGHT_SHADOWS > 0
	#if defined( SHADOWMAP_TYPE_PCF )
	float getPointShadow( samplerCubeShadow shadowMap, vec2 shadowMapSize, float shadowIntensity, float shadowBias, float shadowRadius, vec4 shadowCoord, float shadowCameraNear, float shadowCameraFar ) {
		float shadow = 1.0;
		vec3 lightToPosition = shadowCoord.xyz;
		vec3 bd3D = normalize( lightToPosition );
		vec3 absVec = abs( lightToPosition );
		float viewSpaceZ = max( max( absVec.x, absVec.y ), absVec.z );
		if ( viewSpaceZ - shadowCameraFar <= 0.0 && viewSpaceZ - shadowCameraNear >= 0.0 ) {
			float lightDistance = length( lightToPosition );
			float depthRange = shadowCameraFar - shadowCameraNear;
			#ifdef USE_REVERSED_DEPTH_BUFFER
				float depthA = - shadowCameraNear / depthRange - shadowBias;
				float depthB = shadowCameraNear * shadowCameraFar / ( depthRange * lightDistance );
			#else
				float depthA = shadowCameraFar / depthRange + shadowBias;
				float depthB = - shadowCameraNear * shadowCameraFar / ( depthRange * lightDistance );
			#endif
			float texelSize = shadowRadius / shadowMapSize.x;
			vec3 absDir = abs( bd3D );
			vec3 tangent = absDir.x > absDir.z ? vec3( 0.0, 1.0, 0.0 ) : vec3( 1.0, 0.0, 0.0 );
			tangent = normalize( cross( bd3D, tangent ) );
			vec3 bitangent = cross( bd3D, tangent );
			float phi = interleavedGradientNoise( gl_FragCoord.xy ) * PI2;
			shadow = 0.0;
			for ( int i = 0; i < 5; i ++ ) {
				vec2 offset = vogelDiskSample( i, 5, phi );
				vec3 direction = bd3D + ( tangent * offset.x + bitangent * offset.y ) * texelSize;
				vec3 absDirection = abs( direction );
				float dp = depthA + depthB / max( max( absDirection.x, absDirection.y ), absDirection.z );
				shadow += texture( shadowMap, vec4( direction, dp ) );
			}
			shadow *= 0.2;
		}
		return mix( 1.0, shadow, shadowIntensity );
	}
	#elif defined( SHADOWMAP_TYPE_BASIC )
	float getPointShadow( samplerCube shadowMap, vec2 shadowMapSize, float shadowIntensity, float shadowBias, float shadowRadius, vec4 shadowCoord, float shadowCameraNear, float shadowCameraFar ) {
		float shadow = 1.0;
		vec3 lightToPosition = shadowCoord.xyz;
		vec3 absVec = abs( lightToPosition );
		float viewSpaceZ = max( max( absVec.x, absVec.y ), absVec.z );
		if ( viewSpaceZ - shadowCameraFar <= 0.0 && viewSpaceZ - shadowCameraNear >= 0.0 ) {
			float dp = ( shadowCameraFar * ( viewSpaceZ - shadowCameraNear ) ) / ( viewSpaceZ * ( shadowCameraFar - shadowCameraNear ) );
			dp += shadowBias;
			vec3 bd3D = normalize( lightToPosition );
			float depth = textureCube( shadowMap, bd3D ).r;
			#ifdef USE_REVERSED_DEPTH_BUFFER
				depth = 1.0 - depth;
			#endif
			shadow = step( dp, depth );
		}
		return mix( 1.0, shadow, shadowIntensity );
	}
	#endif
	#endif
#endif`,hy=`#if NUM_SPOT_LIGHT_COORDS > 0
	uniform mat4 spotLightMatrix[ NUM_SPOT_LIGHT_COORDS ];
	varying vec4 vSpotLightCoord[ NUM_SPOT_LIGHT_COORDS ];
#endif
#ifdef USE_SHADOWMAP
	#if NUM_SUN_LIGHT_SHADOWS > 0
		varying vec4 vSunShadowWorldPosition;
		varying vec3 vSunShadowWorldNormal;
	#endif
	#if NUM_DIR_LIGHT_SHADOWS > 0
		uniform mat4 directionalShadowMatrix[ NUM_DIR_LIGHT_SHADOWS ];
		varying vec4 vDirectionalShadowCoord[ NUM_DIR_LIGHT_SHADOWS ];
		struct DirectionalLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
		};
		uniform DirectionalLightShadow directionalLightShadows[ NUM_DIR_LIGHT_SHADOWS ];
	#endif
	#if NUM_SPOT_LIGHT_SHADOWS > 0
		struct SpotLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
		};
		uniform SpotLightShadow spotLightShadows[ NUM_SPOT_LIGHT_SHADOWS ];
	#endif
	#if NUM_POINT_LIGHT_SHADOWS > 0
		uniform mat4 pointShadowMatrix[ NUM_POINT_LIGHT_SHADOWS ];
		varying vec4 vPointShadowCoord[ NUM_POINT_LIGHT_SHADOWS ];
		struct PointLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
			float shadowCameraNear;
			float shadowCameraFar;
		};
		uniform PointLightShadow pointLightShadows[ NUM_POINT_LIGHT_SHADOWS ];
	#endif
#endif`,uy=`#if ( defined( USE_SHADOWMAP ) && ( NUM_DIR_LIGHT_SHADOWS > 0 || NUM_SUN_LIGHT_SHADOWS > 0 || NUM_POINT_LIGHT_SHADOWS > 0 ) ) || ( NUM_SPOT_LIGHT_COORDS > 0 )
	#ifdef HAS_NORMAL
		vec3 shadowWorldNormal = transformNormalByInverseViewMatrix( transformedNormal, viewMatrix );
	#else
		vec3 shadowWorldNormal = vec3( 0.0 );
	#endif
	vec4 shadowWorldPosition;
#endif
#if defined( USE_SHADOWMAP )
	#if NUM_SUN_LIGHT_SHADOWS > 0
		vSunShadowWorldPosition = vec4( worldPosition.xyz, - mvPosition.z );
		vSunShadowWorldNormal = shadowWorldNormal;
	#endif
	#if NUM_DIR_LIGHT_SHADOWS > 0
		#pragma unroll_loop_start
		for ( int i = 0; i < NUM_DIR_LIGHT_SHADOWS; i ++ ) {
			shadowWorldPosition = worldPosition + vec4( shadowWorldNormal * directionalLightShadows[ i ].shadowNormalBias, 0 );
			vDirectionalShadowCoord[ i ] = directionalShadowMatrix[ i ] * shadowWorldPosition;
		}
		#pragma unroll_loop_end
	#endif
	#if NUM_POINT_LIGHT_SHADOWS > 0
		#pragma unroll_loop_start
		for ( int i = 0; i < NUM_POINT_LIGHT_SHADOWS; i ++ ) {
			shadowWorldPosition = worldPosition + vec4( shadowWorldNormal * pointLightShadows[ i ].shadowNormalBias, 0 );
			vPointShadowCoord[ i ] = pointShadowMatrix[ i ] * shadowWorldPosition;
		}
		#pragma unroll_loop_end
	#endif
#endif
#if NUM_SPOT_LIGHT_COORDS > 0
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_SPOT_LIGHT_COORDS; i ++ ) {
		shadowWorldPosition = worldPosition;
		#if ( defined( USE_SHADOWMAP ) && UNROLLED_LOOP_INDEX < NUM_SPOT_LIGHT_SHADOWS )
			shadowWorldPosition.xyz += shadowWorldNormal * spotLightShadows[ i ].shadowNormalBias;
		#endif
		vSpotLightCoord[ i ] = spotLightMatrix[ i ] * shadowWorldPosition;
	}
	#pragma unroll_loop_end
#endif`,dy=`float getShadowMask() {
	float shadow = 1.0;
	#ifdef USE_SHADOWMAP
	#if NUM_SUN_LIGHT_SHADOWS > 0
	SunLightShadow sunLight;
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_SUN_LIGHT_SHADOWS; i ++ ) {
		sunLight = sunLightShadows[ i ];
		shadow *= receiveShadow ? getSunShadow( sunShadowMap[ i ], sunLight, UNROLLED_LOOP_INDEX ) : 1.0;
	}
	#pragma unroll_loop_end
	#endif
	#if NUM_DIR_LIGHT_SHADOWS > 0
	DirectionalLightShadow directionalLight;
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_DIR_LIGHT_SHADOWS; i ++ ) {
		directionalLight = directionalLightShadows[ i ];
		shadow *= receiveShadow ? getShadow( directionalShadowMap[ i ], directionalLight.shadowMapSize, directionalLight.shadowIntensity, directionalLight.shadowBias, directionalLight.shadowRadius, vDirectionalShadowCoord[ i ] ) : 1.0;
	}
	#pragma unroll_loop_end
	#endif
	#if NUM_SPOT_LIGHT_SHADOWS > 0
	SpotLightShadow spotLight;
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_SPOT_LIGHT_SHADOWS; i ++ ) {
		spotLight = spotLightShadows[ i ];
		shadow *= receiveShadow ? getShadow( spotShadowMap[ i ], spotLight.shadowMapSize, spotLight.shadowIntensity, spotLight.shadowBias, spotLight.shadowRadius, vSpotLightCoord[ i ] ) : 1.0;
	}
	#pragma unroll_loop_end
	#endif
	#if NUM_POINT_LIGHT_SHADOWS > 0 && ( defined( SHADOWMAP_TYPE_PCF ) || defined( SHADOWMAP_TYPE_BASIC ) )
	PointLightShadow pointLight;
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_POINT_LIGHT_SHADOWS; i ++ ) {
		pointLight = pointLightShadows[ i ];
		shadow *= receiveShadow ? getPointShadow( pointShadowMap[ i ], pointLight.shadowMapSize, pointLight.shadowIntensity, pointLight.shadowBias, pointLight.shadowRadius, vPointShadowCoord[ i ], pointLight.shadowCameraNear, pointLight.shadowCameraFar ) : 1.0;
	}
	#pragma unroll_loop_end
	#endif
	#endif
	return shadow;
}`,py=`#ifdef USE_SKINNING
	mat4 boneMatX = getBoneMatrix( skinIndex.x );
	mat4 boneMatY = getBoneMatrix( skinIndex.y );
	mat4 boneMatZ = getBoneMatrix( skinIndex.z );
	mat4 boneMatW = getBoneMatrix( skinIndex.w );
#endif`,fy=`#ifdef USE_SKINNING
	uniform mat4 bindMatrix;
	uniform mat4 bindMatrixInverse;
	uniform highp sampler2D boneTexture;
	mat4 getBoneMatrix( const in float i ) {
		int size = textureSize( boneTexture, 0 ).x;
		int j = int( i ) * 4;
		int x = j % size;
		int y = j / size;
		vec4 v1 = texelFetch( boneTexture, ivec2( x, y ), 0 );
		vec4 v2 = texelFetch( boneTexture, ivec2( x + 1, y ), 0 );
		vec4 v3 = texelFetch( boneTexture, ivec2( x + 2, y ), 0 );
		vec4 v4 = texelFetch( boneTexture, ivec2( x + 3, y ), 0 );
		return mat4( v1, v2, v3, v4 );
	}
#endif`,my=`#ifdef USE_SKINNING
	vec4 skinVertex = bindMatrix * vec4( transformed, 1.0 );
	vec4 skinned = vec4( 0.0 );
	skinned += boneMatX * skinVertex * skinWeight.x;
	skinned += boneMatY * skinVertex * skinWeight.y;
	skinned += boneMatZ * skinVertex * skinWeight.z;
	skinned += boneMatW * skinVertex * skinWeight.w;
	transformed = ( bindMatrixInverse * skinned ).xyz;
#endif`,gy=`#ifdef USE_SKINNING
	mat4 skinMatrix = mat4( 0.0 );
	skinMatrix += skinWeight.x * boneMatX;
	skinMatrix += skinWeight.y * boneMatY;
	skinMatrix += skinWeight.z * boneMatZ;
	skinMatrix += skinWeight.w * boneMatW;
	skinMatrix = bindMatrixInverse * skinMatrix * bindMatrix;
	objectNormal = vec4( skinMatrix * vec4( objectNormal, 0.0 ) ).xyz;
	#ifdef USE_TANGENT
		objectTangent = vec4( skinMatrix * vec4( objectTangent, 0.0 ) ).xyz;
	#endif
#endif`,xy=`float specularStrength;
#ifdef USE_SPECULARMAP
	vec4 texelSpecular = texture2D( specularMap, vSpecularMapUv );
	specularStrength = texelSpecular.r;
#else
	specularStrength = 1.0;
#endif`,vy=`#ifdef USE_SPECULARMAP
	uniform sampler2D specularMap;
#endif`,yy=`#if defined( TONE_MAPPING )
	gl_FragColor.rgb = toneMapping( gl_FragColor.rgb );
#endif`,_y=`#ifndef saturate
#define saturate( a ) clamp( a, 0.0, 1.0 )
#endif
uniform float toneMappingExposure;
vec3 LinearToneMapping( vec3 color ) {
	return saturate( toneMappingExposure * color );
}
vec3 ReinhardToneMapping( vec3 color ) {
	color *= toneMappingExposure;
	return saturate( color / ( vec3( 1.0 ) + color ) );
}
vec3 CineonToneMapping( vec3 color ) {
	color *= toneMappingExposure;
	color = max( vec3( 0.0 ), color - 0.004 );
	return pow( ( color * ( 6.2 * color + 0.5 ) ) / ( color * ( 6.2 * color + 1.7 ) + 0.06 ), vec3( 2.2 ) );
}
vec3 RRTAndODTFit( vec3 v ) {
	vec3 a = v * ( v + 0.0245786 ) - 0.000090537;
	vec3 b = v * ( 0.983729 * v + 0.4329510 ) + 0.238081;
	return a / b;
}
vec3 ACESFilmicToneMapping( vec3 color ) {
	const mat3 ACESInputMat = mat3(
		vec3( 0.59719, 0.07600, 0.02840 ),		vec3( 0.35458, 0.90834, 0.13383 ),
		vec3( 0.04823, 0.01566, 0.83777 )
	);
	const mat3 ACESOutputMat = mat3(
		vec3(  1.60475, -0.10208, -0.00327 ),		vec3( -0.53108,  1.10813, -0.07276 ),
		vec3( -0.07367, -0.00605,  1.07602 )
	);
	color *= toneMappingExposure / 0.6;
	color = ACESInputMat * color;
	color = RRTAndODTFit( color );
	color = ACESOutputMat * color;
	return saturate( color );
}
const mat3 LINEAR_REC2020_TO_LINEAR_SRGB = mat3(
	vec3( 1.6605, - 0.1246, - 0.0182 ),
	vec3( - 0.5876, 1.1329, - 0.1006 ),
	vec3( - 0.0728, - 0.0083, 1.1187 )
);
const mat3 LINEAR_SRGB_TO_LINEAR_REC2020 = mat3(
	vec3( 0.6274, 0.0691, 0.0164 ),
	vec3( 0.3293, 0.9195, 0.0880 ),
	vec3( 0.0433, 0.0113, 0.8956 )
);
vec3 agxDefaultContrastApprox( vec3 x ) {
	vec3 x2 = x * x;
	vec3 x4 = x2 * x2;
	return + 15.5 * x4 * x2
		- 40.14 * x4 * x
		+ 31.96 * x4
		- 6.868 * x2 * x
		+ 0.4298 * x2
		+ 0.1191 * x
		- 0.00232;
}
vec3 AgXToneMapping( vec3 color ) {
	const mat3 AgXInsetMatrix = mat3(
		vec3( 0.856627153315983, 0.137318972929847, 0.11189821299995 ),
		vec3( 0.0951212405381588, 0.761241990602591, 0.0767994186031903 ),
		vec3( 0.0482516061458583, 0.101439036467562, 0.811302368396859 )
	);
	const mat3 AgXOutsetMatrix = mat3(
		vec3( 1.1271005818144368, - 0.1413297634984383, - 0.14132976349843826 ),
		vec3( - 0.11060664309660323, 1.157823702216272, - 0.11060664309660294 ),
		vec3( - 0.016493938717834573, - 0.016493938717834257, 1.2519364065950405 )
	);
	const float AgxMinEv = - 12.47393;	const float AgxMaxEv = 4.026069;
	color *= toneMappingExposure;
	color = LINEAR_SRGB_TO_LINEAR_REC2020 * color;
	color = AgXInsetMatrix * color;
	color = max( color, 1e-10 );	color = log2( color );
	color = ( color - AgxMinEv ) / ( AgxMaxEv - AgxMinEv );
	color = clamp( color, 0.0, 1.0 );
	color = agxDefaultContrastApprox( color );
	color = AgXOutsetMatrix * color;
	color = pow( max( vec3( 0.0 ), color ), vec3( 2.2 ) );
	color = LINEAR_REC2020_TO_LINEAR_SRGB * color;
	color = clamp( color, 0.0, 1.0 );
	return color;
}
vec3 NeutralToneMapping( vec3 color ) {
	const float StartCompression = 0.8 - 0.04;
	const float Desaturation = 0.15;
	color *= toneMappingExposure;
	float x = min( color.r, min( color.g, color.b ) );
	float offset = x < 0.08 ? x - 6.25 * x * x : 0.04;
	color -= offset;
	float peak = max( color.r, max( color.g, color.b ) );
	if ( peak < StartCompression ) return color;
	float d = 1. - StartCompression;
	float newPeak = 1. - d * d / ( peak + d - StartCompression );
	color *= newPeak / peak;
	float g = 1. - 1. / ( Desaturation * ( peak - newPeak ) + 1. );
	return mix( color, vec3( newPeak ), g );
}
vec3 CustomToneMapping( vec3 color ) { return color; }`,by=`#ifdef USE_TRANSMISSION
	material.transmission = transmission;
	material.transmissionAlpha = 1.0;
	material.thickness = thickness;
	material.attenuationDistance = attenuationDistance;
	material.attenuationColor = attenuationColor;
	#ifdef USE_TRANSMISSIONMAP
		material.transmission *= texture2D( transmissionMap, vTransmissionMapUv ).r;
	#endif
	#ifdef USE_THICKNESSMAP
		material.thickness *= texture2D( thicknessMap, vThicknessMapUv ).g;
	#endif
	vec3 pos = vWorldPosition;
	vec3 v = normalize( cameraPosition - pos );
	vec3 n = transformNormalByInverseViewMatrix( normal, viewMatrix );
	vec4 transmitted = getIBLVolumeRefraction(
		n, v, material.roughness, material.diffuseContribution, material.specularColorBlended, material.specularF90,
		pos, modelMatrix, viewMatrix, projectionMatrix, material.dispersion, material.ior, material.thickness,
		material.attenuationColor, material.attenuationDistance );
	material.transmissionAlpha = mix( material.transmissionAlpha, transmitted.a, material.transmission );
	totalDiffuse = mix( totalDiffuse, transmitted.rgb, material.transmission );
#endif`,wy=`#ifdef USE_TRANSMISSION
	uniform float transmission;
	uniform float thickness;
	uniform float attenuationDistance;
	uniform vec3 attenuationColor;
	#ifdef USE_TRANSMISSIONMAP
		uniform sampler2D transmissionMap;
	#endif
	#ifdef USE_THICKNESSMAP
		uniform sampler2D thicknessMap;
	#endif
	uniform vec2 transmissionSamplerSize;
	uniform sampler2D transmissionSamplerMap;
	uniform mat4 modelMatrix;
	uniform mat4 projectionMatrix;
	varying vec3 vWorldPosition;
	float w0( float a ) {
		return ( 1.0 / 6.0 ) * ( a * ( a * ( - a + 3.0 ) - 3.0 ) + 1.0 );
	}
	float w1( float a ) {
		return ( 1.0 / 6.0 ) * ( a *  a * ( 3.0 * a - 6.0 ) + 4.0 );
	}
	float w2( float a ){
		return ( 1.0 / 6.0 ) * ( a * ( a * ( - 3.0 * a + 3.0 ) + 3.0 ) + 1.0 );
	}
	float w3( float a ) {
		return ( 1.0 / 6.0 ) * ( a * a * a );
	}
	float g0( float a ) {
		return w0( a ) + w1( a );
	}
	float g1( float a ) {
		return w2( a ) + w3( a );
	}
	float h0( float a ) {
		return - 1.0 + w1( a ) / ( w0( a ) + w1( a ) );
	}
	float h1( float a ) {
		return 1.0 + w3( a ) / ( w2( a ) + w3( a ) );
	}
	vec4 bicubic( sampler2D tex, vec2 uv, vec4 texelSize, float lod ) {
		uv = uv * texelSize.zw + 0.5;
		vec2 iuv = floor( uv );
		vec2 fuv = fract( uv );
		float g0x = g0( fuv.x );
		float g1x = g1( fuv.x );
		float h0x = h0( fuv.x );
		float h1x = h1( fuv.x );
		float h0y = h0( fuv.y );
		float h1y = h1( fuv.y );
		vec2 p0 = ( vec2( iuv.x + h0x, iuv.y + h0y ) - 0.5 ) * texelSize.xy;
		vec2 p1 = ( vec2( iuv.x + h1x, iuv.y + h0y ) - 0.5 ) * texelSize.xy;
		vec2 p2 = ( vec2( iuv.x + h0x, iuv.y + h1y ) - 0.5 ) * texelSize.xy;
		vec2 p3 = ( vec2( iuv.x + h1x, iuv.y + h1y ) - 0.5 ) * texelSize.xy;
		return g0( fuv.y ) * ( g0x * textureLod( tex, p0, lod ) + g1x * textureLod( tex, p1, lod ) ) +
			g1( fuv.y ) * ( g0x * textureLod( tex, p2, lod ) + g1x * textureLod( tex, p3, lod ) );
	}
	vec4 textureBicubic( sampler2D sampler, vec2 uv, float lod ) {
		vec2 fLodSize = vec2( textureSize( sampler, int( lod ) ) );
		vec2 cLodSize = vec2( textureSize( sampler, int( lod + 1.0 ) ) );
		vec2 fLodSizeInv = 1.0 / fLodSize;
		vec2 cLodSizeInv = 1.0 / cLodSize;
		vec4 fSample = bicubic( sampler, uv, vec4( fLodSizeInv, fLodSize ), floor( lod ) );
		vec4 cSample = bicubic( sampler, uv, vec4( cLodSizeInv, cLodSize ), ceil( lod ) );
		return mix( fSample, cSample, fract( lod ) );
	}
	vec3 getVolumeTransmissionRay( const in vec3 n, const in vec3 v, const in float thickness, const in float ior, const in mat4 modelMatrix ) {
		vec3 refractionVector = refract( - v, normalize( n ), 1.0 / ior );
		vec3 modelScale;
		modelScale.x = length( vec3( modelMatrix[ 0 ].xyz ) );
		modelScale.y = length( vec3( modelMatrix[ 1 ].xyz ) );
		modelScale.z = length( vec3( modelMatrix[ 2 ].xyz ) );
		return normalize( refractionVector ) * thickness * modelScale;
	}
	float applyIorToRoughness( const in float roughness, const in float ior ) {
		return roughness * clamp( ior * 2.0 - 2.0, 0.0, 1.0 );
	}
	vec4 getTransmissionSample( const in vec2 fragCoord, const in float roughness, const in float ior ) {
		float lod = log2( transmissionSamplerSize.x ) * applyIorToRoughness( roughness, ior );
		return textureBicubic( transmissionSamplerMap, fragCoord.xy, lod );
	}
	vec3 volumeAttenuation( const in float transmissionDistance, const in vec3 attenuationColor, const in float attenuationDistance ) {
		if ( isinf( attenuationDistance ) ) {
			return vec3( 1.0 );
		} else {
			vec3 attenuationCoefficient = -log( attenuationColor ) / attenuationDistance;
			vec3 transmittance = exp( - attenuationCoefficient * transmissionDistance );			return transmittance;
		}
	}
	vec4 getIBLVolumeRefraction( const in vec3 n, const in vec3 v, const in float roughness, const in vec3 diffuseColor,
		const in vec3 specularColor, const in float specularF90, const in vec3 position, const in mat4 modelMatrix,
		const in mat4 viewMatrix, const in mat4 projMatrix, const in float dispersion, const in float ior, const in float thickness,
		const in vec3 attenuationColor, const in float attenuationDistance ) {
		vec4 transmittedLight;
		vec3 transmittance;
		#ifdef USE_DISPERSION
			float halfSpread = ( ior - 1.0 ) * 0.025 * dispersion;
			vec3 iors = vec3( ior - halfSpread, ior, ior + halfSpread );
			for ( int i = 0; i < 3; i ++ ) {
				vec3 transmissionRay = getVolumeTransmissionRay( n, v, thickness, iors[ i ], modelMatrix );
				vec3 refractedRayExit = position + transmissionRay;
				vec4 ndcPos = projMatrix * viewMatrix * vec4( refractedRayExit, 1.0 );
				vec2 refractionCoords = ndcPos.xy / ndcPos.w;
				refractionCoords += 1.0;
				refractionCoords /= 2.0;
				vec4 transmissionSample = getTransmissionSample( refractionCoords, roughness, iors[ i ] );
				transmittedLight[ i ] = transmissionSample[ i ];
				transmittedLight.a += transmissionSample.a;
				transmittance[ i ] = diffuseColor[ i ] * volumeAttenuation( length( transmissionRay ), attenuationColor, attenuationDistance )[ i ];
			}
			transmittedLight.a /= 3.0;
		#else
			vec3 transmissionRay = getVolumeTransmissionRay( n, v, thickness, ior, modelMatrix );
			vec3 refractedRayExit = position + transmissionRay;
			vec4 ndcPos = projMatrix * viewMatrix * vec4( refractedRayExit, 1.0 );
			vec2 refractionCoords = ndcPos.xy / ndcPos.w;
			refractionCoords += 1.0;
			refractionCoords /= 2.0;
			transmittedLight = getTransmissionSample( refractionCoords, roughness, ior );
			transmittance = diffuseColor * volumeAttenuation( length( transmissionRay ), attenuationColor, attenuationDistance );
		#endif
		vec3 attenuatedColor = transmittance * transmittedLight.rgb;
		vec3 F = EnvironmentBRDF( n, v, specularColor, specularF90, roughness );
		float transmittanceFactor = ( transmittance.r + transmittance.g + transmittance.b ) / 3.0;
		return vec4( ( 1.0 - F ) * attenuatedColor, 1.0 - ( 1.0 - transmittedLight.a ) * transmittanceFactor );
	}
#endif`,My=`#if defined( USE_UV ) || defined( USE_ANISOTROPY )
	varying vec2 vUv;
#endif
#ifdef USE_MAP
	varying vec2 vMapUv;
#endif
#ifdef USE_ALPHAMAP
	varying vec2 vAlphaMapUv;
#endif
#ifdef USE_LIGHTMAP
	varying vec2 vLightMapUv;
#endif
#ifdef USE_AOMAP
	varying vec2 vAoMapUv;
#endif
#ifdef USE_BUMPMAP
	varying vec2 vBumpMapUv;
#endif
#ifdef USE_NORMALMAP
	varying vec2 vNormalMapUv;
#endif
#ifdef USE_EMISSIVEMAP
	varying vec2 vEmissiveMapUv;
#endif
#ifdef USE_METALNESSMAP
	varying vec2 vMetalnessMapUv;
#endif
#ifdef USE_ROUGHNESSMAP
	varying vec2 vRoughnessMapUv;
#endif
#ifdef USE_DIFFUSE_ROUGHNESSMAP
	varying vec2 vDiffuseRoughnessMapUv;
#endif
#ifdef USE_ANISOTROPYMAP
	varying vec2 vAnisotropyMapUv;
#endif
#ifdef USE_CLEARCOATMAP
	varying vec2 vClearcoatMapUv;
#endif
#ifdef USE_CLEARCOAT_NORMALMAP
	varying vec2 vClearcoatNormalMapUv;
#endif
#ifdef USE_CLEARCOAT_ROUGHNESSMAP
	varying vec2 vClearcoatRoughnessMapUv;
#endif
#ifdef USE_IRIDESCENCEMAP
	varying vec2 vIridescenceMapUv;
#endif
#ifdef USE_IRIDESCENCE_THICKNESSMAP
	varying vec2 vIridescenceThicknessMapUv;
#endif
#ifdef USE_SHEEN_COLORMAP
	varying vec2 vSheenColorMapUv;
#endif
#ifdef USE_SHEEN_ROUGHNESSMAP
	varying vec2 vSheenRoughnessMapUv;
#endif
#ifdef USE_SPECULARMAP
	varying vec2 vSpecularMapUv;
#endif
#ifdef USE_SPECULAR_COLORMAP
	varying vec2 vSpecularColorMapUv;
#endif
#ifdef USE_SPECULAR_INTENSITYMAP
	varying vec2 vSpecularIntensityMapUv;
#endif
#ifdef USE_TRANSMISSIONMAP
	uniform mat3 transmissionMapTransform;
	varying vec2 vTransmissionMapUv;
#endif
#ifdef USE_THICKNESSMAP
	uniform mat3 thicknessMapTransform;
	varying vec2 vThicknessMapUv;
#endif`,Sy=`#if defined( USE_UV ) || defined( USE_ANISOTROPY )
	varying vec2 vUv;
#endif
#ifdef USE_MAP
	uniform mat3 mapTransform;
	varying vec2 vMapUv;
#endif
#ifdef USE_ALPHAMAP
	uniform mat3 alphaMapTransform;
	varying vec2 vAlphaMapUv;
#endif
#ifdef USE_LIGHTMAP
	uniform mat3 lightMapTransform;
	varying vec2 vLightMapUv;
#endif
#ifdef USE_AOMAP
	uniform mat3 aoMapTransform;
	varying vec2 vAoMapUv;
#endif
#ifdef USE_BUMPMAP
	uniform mat3 bumpMapTransform;
	varying vec2 vBumpMapUv;
#endif
#ifdef USE_NORMALMAP
	uniform mat3 normalMapTransform;
	varying vec2 vNormalMapUv;
#endif
#ifdef USE_DISPLACEMENTMAP
	uniform mat3 displacementMapTransform;
	varying vec2 vDisplacementMapUv;
#endif
#ifdef USE_EMISSIVEMAP
	uniform mat3 emissiveMapTransform;
	varying vec2 vEmissiveMapUv;
#endif
#ifdef USE_METALNESSMAP
	uniform mat3 metalnessMapTransform;
	varying vec2 vMetalnessMapUv;
#endif
#ifdef USE_ROUGHNESSMAP
	uniform mat3 roughnessMapTransform;
	varying vec2 vRoughnessMapUv;
#endif
#ifdef USE_DIFFUSE_ROUGHNESSMAP
	uniform mat3 diffuseRoughnessMapTransform;
	varying vec2 vDiffuseRoughnessMapUv;
#endif
#ifdef USE_ANISOTROPYMAP
	uniform mat3 anisotropyMapTransform;
	varying vec2 vAnisotropyMapUv;
#endif
#ifdef USE_CLEARCOATMAP
	uniform mat3 clearcoatMapTransform;
	varying vec2 vClearcoatMapUv;
#endif
#ifdef USE_CLEARCOAT_NORMALMAP
	uniform mat3 clearcoatNormalMapTransform;
	varying vec2 vClearcoatNormalMapUv;
#endif
#ifdef USE_CLEARCOAT_ROUGHNESSMAP
	uniform mat3 clearcoatRoughnessMapTransform;
	varying vec2 vClearcoatRoughnessMapUv;
#endif
#ifdef USE_SHEEN_COLORMAP
	uniform mat3 sheenColorMapTransform;
	varying vec2 vSheenColorMapUv;
#endif
#ifdef USE_SHEEN_ROUGHNESSMAP
	uniform mat3 sheenRoughnessMapTransform;
	varying vec2 vSheenRoughnessMapUv;
#endif
#ifdef USE_IRIDESCENCEMAP
	uniform mat3 iridescenceMapTransform;
	varying vec2 vIridescenceMapUv;
#endif
#ifdef USE_IRIDESCENCE_THICKNESSMAP
	uniform mat3 iridescenceThicknessMapTransform;
	varying vec2 vIridescenceThicknessMapUv;
#endif
#ifdef USE_SPECULARMAP
	uniform mat3 specularMapTransform;
	varying vec2 vSpecularMapUv;
#endif
#ifdef USE_SPECULAR_COLORMAP
	uniform mat3 specularColorMapTransform;
	varying vec2 vSpecularColorMapUv;
#endif
#ifdef USE_SPECULAR_INTENSITYMAP
	uniform mat3 specularIntensityMapTransform;
	varying vec2 vSpecularIntensityMapUv;
#endif
#ifdef USE_TRANSMISSIONMAP
	uniform mat3 transmissionMapTransform;
	varying vec2 vTransmissionMapUv;
#endif
#ifdef USE_THICKNESSMAP
	uniform mat3 thicknessMapTransform;
	varying vec2 vThicknessMapUv;
#endif`,Ey=`#if defined( USE_UV ) || defined( USE_ANISOTROPY )
	vUv = vec3( uv, 1 ).xy;
#endif
#ifdef USE_MAP
	vMapUv = ( mapTransform * vec3( MAP_UV, 1 ) ).xy;
#endif
#ifdef USE_ALPHAMAP
	vAlphaMapUv = ( alphaMapTransform * vec3( ALPHAMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_LIGHTMAP
	vLightMapUv = ( lightMapTransform * vec3( LIGHTMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_AOMAP
	vAoMapUv = ( aoMapTransform * vec3( AOMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_BUMPMAP
	vBumpMapUv = ( bumpMapTransform * vec3( BUMPMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_NORMALMAP
	vNormalMapUv = ( normalMapTransform * vec3( NORMALMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_DISPLACEMENTMAP
	vDisplacementMapUv = ( displacementMapTransform * vec3( DISPLACEMENTMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_EMISSIVEMAP
	vEmissiveMapUv = ( emissiveMapTransform * vec3( EMISSIVEMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_METALNESSMAP
	vMetalnessMapUv = ( metalnessMapTransform * vec3( METALNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_ROUGHNESSMAP
	vRoughnessMapUv = ( roughnessMapTransform * vec3( ROUGHNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_DIFFUSE_ROUGHNESSMAP
	vDiffuseRoughnessMapUv = ( diffuseRoughnessMapTransform * vec3( DIFFUSE_ROUGHNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_ANISOTROPYMAP
	vAnisotropyMapUv = ( anisotropyMapTransform * vec3( ANISOTROPYMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_CLEARCOATMAP
	vClearcoatMapUv = ( clearcoatMapTransform * vec3( CLEARCOATMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_CLEARCOAT_NORMALMAP
	vClearcoatNormalMapUv = ( clearcoatNormalMapTransform * vec3( CLEARCOAT_NORMALMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_CLEARCOAT_ROUGHNESSMAP
	vClearcoatRoughnessMapUv = ( clearcoatRoughnessMapTransform * vec3( CLEARCOAT_ROUGHNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_IRIDESCENCEMAP
	vIridescenceMapUv = ( iridescenceMapTransform * vec3( IRIDESCENCEMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_IRIDESCENCE_THICKNESSMAP
	vIridescenceThicknessMapUv = ( iridescenceThicknessMapTransform * vec3( IRIDESCENCE_THICKNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_SHEEN_COLORMAP
	vSheenColorMapUv = ( sheenColorMapTransform * vec3( SHEEN_COLORMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_SHEEN_ROUGHNESSMAP
	vSheenRoughnessMapUv = ( sheenRoughnessMapTransform * vec3( SHEEN_ROUGHNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_SPECULARMAP
	vSpecularMapUv = ( specularMapTransform * vec3( SPECULARMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_SPECULAR_COLORMAP
	vSpecularColorMapUv = ( specularColorMapTransform * vec3( SPECULAR_COLORMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_SPECULAR_INTENSITYMAP
	vSpecularIntensityMapUv = ( specularIntensityMapTransform * vec3( SPECULAR_INTENSITYMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_TRANSMISSIONMAP
	vTransmissionMapUv = ( transmissionMapTransform * vec3( TRANSMISSIONMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_THICKNESSMAP
	vThicknessMapUv = ( thicknessMapTransform * vec3( THICKNESSMAP_UV, 1 ) ).xy;
#endif`,Ty=`#if defined( USE_ENVMAP ) || defined( DISTANCE ) || defined ( USE_SHADOWMAP ) || defined ( USE_TRANSMISSION ) || NUM_SPOT_LIGHT_COORDS > 0
	vec4 worldPosition = vec4( transformed, 1.0 );
	#ifdef USE_BATCHING
		worldPosition = batchingMatrix * worldPosition;
	#endif
	#ifdef USE_INSTANCING
		worldPosition = instanceMatrix * worldPosition;
	#endif
	worldPosition = modelMatrix * worldPosition;
#endif`,Ay=`varying vec2 vUv;
uniform mat3 uvTransform;
void main() {
	vUv = ( uvTransform * vec3( uv, 1 ) ).xy;
	gl_Position = vec4( position.xy, 1.0, 1.0 );
}`,Cy=`uniform sampler2D t2D;
uniform float backgroundIntensity;
varying vec2 vUv;
void main() {
	vec4 texColor = texture2D( t2D, vUv );
	#ifdef DECODE_VIDEO_TEXTURE
		texColor = vec4( mix( pow( texColor.rgb * 0.9478672986 + vec3( 0.0521327014 ), vec3( 2.4 ) ), texColor.rgb * 0.0773993808, vec3( lessThanEqual( texColor.rgb, vec3( 0.04045 ) ) ) ), texColor.w );
	#endif
	texColor.rgb *= backgroundIntensity;
	gl_FragColor = texColor;
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
}`,Ry=`varying vec3 vWorldDirection;
#include <common>
void main() {
	vWorldDirection = transformDirection( position, modelMatrix );
	#include <begin_vertex>
	#include <project_vertex>
	gl_Position.z = gl_Position.w;
}`,Py=`uniform float backgroundBlurriness;
uniform float backgroundIntensity;
uniform mat3 backgroundRotation;
varying vec3 vWorldDirection;
#include <envmap_common_pars_fragment>
void main() {
	#ifdef ENVMAP_TYPE_PMREM
		vec4 texColor = textureLod( envMap, backgroundRotation * vWorldDirection, roughnessToMip( backgroundBlurriness ) );
	#else
		vec4 texColor = textureCube( envMap, backgroundRotation * vWorldDirection );
	#endif
	texColor.rgb *= backgroundIntensity;
	gl_FragColor = texColor;
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
}`,Ly=`varying vec3 vWorldDirection;
#include <common>
void main() {
	vWorldDirection = transformDirection( position, modelMatrix );
	#include <begin_vertex>
	#include <project_vertex>
	gl_Position.z = gl_Position.w;
}`,Iy=`uniform samplerCube tCube;
uniform float tFlip;
uniform float opacity;
varying vec3 vWorldDirection;
void main() {
	vec4 texColor = textureCube( tCube, vec3( tFlip * vWorldDirection.x, vWorldDirection.yz ) );
	gl_FragColor = texColor;
	gl_FragColor.a *= opacity;
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
}`,Dy=`#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
varying vec2 vHighPrecisionZW;
void main() {
	#include <uv_vertex>
	#include <batching_vertex>
	#include <skinbase_vertex>
	#include <morphinstance_vertex>
	#ifdef USE_DISPLACEMENTMAP
		#include <beginnormal_vertex>
		#include <morphnormal_vertex>
		#include <skinnormal_vertex>
	#endif
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	vHighPrecisionZW = gl_Position.zw;
}`,Ny=`#if DEPTH_PACKING == 3200
	uniform float opacity;
#endif
#include <common>
#include <packing>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
varying vec2 vHighPrecisionZW;
void main() {
	vec4 diffuseColor = vec4( 1.0 );
	#include <clipping_planes_fragment>
	#if DEPTH_PACKING == 3200
		diffuseColor.a = opacity;
	#endif
	#include <map_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <logdepthbuf_fragment>
	#ifdef USE_REVERSED_DEPTH_BUFFER
		float fragCoordZ = vHighPrecisionZW[ 0 ] / vHighPrecisionZW[ 1 ];
	#else
		float fragCoordZ = 0.5 * vHighPrecisionZW[ 0 ] / vHighPrecisionZW[ 1 ] + 0.5;
	#endif
	#if DEPTH_PACKING == 3200
		gl_FragColor = vec4( vec3( 1.0 - fragCoordZ ), opacity );
	#elif DEPTH_PACKING == 3201
		gl_FragColor = packDepthToRGBA( fragCoordZ );
	#elif DEPTH_PACKING == 3202
		gl_FragColor = vec4( packDepthToRGB( fragCoordZ ), 1.0 );
	#elif DEPTH_PACKING == 3203
		gl_FragColor = vec4( packDepthToRG( fragCoordZ ), 0.0, 1.0 );
	#endif
}`,Fy=`#define DISTANCE
varying vec3 vWorldPosition;
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <batching_vertex>
	#include <skinbase_vertex>
	#include <morphinstance_vertex>
	#ifdef USE_DISPLACEMENTMAP
		#include <beginnormal_vertex>
		#include <morphnormal_vertex>
		#include <skinnormal_vertex>
	#endif
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <worldpos_vertex>
	#include <clipping_planes_vertex>
	vWorldPosition = worldPosition.xyz;
}`,Oy=`#define DISTANCE
uniform vec3 referencePosition;
uniform float nearDistance;
uniform float farDistance;
varying vec3 vWorldPosition;
#include <common>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( 1.0 );
	#include <clipping_planes_fragment>
	#include <map_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	float dist = length( vWorldPosition - referencePosition );
	dist = ( dist - nearDistance ) / ( farDistance - nearDistance );
	dist = saturate( dist );
	gl_FragColor = vec4( dist, 0.0, 0.0, 1.0 );
}`,Uy=`varying vec3 vWorldDirection;
#include <common>
void main() {
	vWorldDirection = transformDirection( position, modelMatrix );
	#include <begin_vertex>
	#include <project_vertex>
}`,ky=`uniform sampler2D tEquirect;
varying vec3 vWorldDirection;
#include <common>
void main() {
	vec3 direction = normalize( vWorldDirection );
	vec2 sampleUV = equirectUv( direction );
	gl_FragColor = texture2D( tEquirect, sampleUV );
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
}`,By=`uniform float scale;
attribute float lineDistance;
varying float vLineDistance;
#include <common>
#include <uv_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <morphtarget_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	vLineDistance = scale * lineDistance;
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	#include <fog_vertex>
}`,zy=`uniform vec3 diffuse;
uniform float opacity;
uniform float dashSize;
uniform float totalSize;
varying float vLineDistance;
#include <common>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <fog_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	if ( mod( vLineDistance, totalSize ) > dashSize ) {
		discard;
	}
	vec3 outgoingLight = vec3( 0.0 );
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	outgoingLight = diffuseColor.rgb;
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
}`,Hy=`#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <envmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#if defined ( USE_ENVMAP ) || defined ( USE_SKINNING )
		#include <beginnormal_vertex>
		#include <morphnormal_vertex>
		#include <skinbase_vertex>
		#include <skinnormal_vertex>
		#include <defaultnormal_vertex>
	#endif
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	#include <worldpos_vertex>
	#include <envmap_vertex>
	#include <fog_vertex>
}`,Vy=`uniform vec3 diffuse;
uniform float opacity;
#ifndef FLAT_SHADED
	varying vec3 vNormal;
#endif
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <aomap_pars_fragment>
#include <lightmap_pars_fragment>
#include <envmap_common_pars_fragment>
#include <envmap_pars_fragment>
#include <fog_pars_fragment>
#include <specularmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <specularmap_fragment>
	ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
	#ifdef USE_LIGHTMAP
		vec4 lightMapTexel = texture2D( lightMap, vLightMapUv );
		reflectedLight.indirectDiffuse += lightMapTexel.rgb * lightMapIntensity * RECIPROCAL_PI;
	#else
		reflectedLight.indirectDiffuse += vec3( 1.0 );
	#endif
	#include <aomap_fragment>
	reflectedLight.indirectDiffuse *= diffuseColor.rgb;
	vec3 outgoingLight = reflectedLight.indirectDiffuse;
	#include <envmap_fragment>
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,Gy=`#define LAMBERT
varying vec3 vViewPosition;
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <envmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <shadowmap_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	vViewPosition = - mvPosition.xyz;
	#include <worldpos_vertex>
	#include <envmap_vertex>
	#include <shadowmap_vertex>
	#include <fog_vertex>
}`,Wy=`#define LAMBERT
uniform vec3 diffuse;
uniform vec3 emissive;
uniform float opacity;
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <aomap_pars_fragment>
#include <lightmap_pars_fragment>
#include <emissivemap_pars_fragment>
#include <envmap_common_pars_fragment>
#include <envmap_pars_fragment>
#include <envmap_physical_pars_fragment>
#include <fog_pars_fragment>
#include <bsdfs>
#include <lights_pars_begin>
#include <normal_pars_fragment>
#include <lights_lambert_pars_fragment>
#include <shadowmap_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <specularmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
	vec3 totalEmissiveRadiance = emissive;
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <specularmap_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	#include <emissivemap_fragment>
	#include <lights_lambert_fragment>
	#include <lights_fragment_begin>
	#include <lights_fragment_maps>
	#include <lights_fragment_end>
	#include <aomap_fragment>
	vec3 outgoingLight = reflectedLight.directDiffuse + reflectedLight.indirectDiffuse + totalEmissiveRadiance;
	#include <envmap_fragment>
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,Xy=`#define MATCAP
varying vec3 vViewPosition;
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <color_pars_vertex>
#include <displacementmap_pars_vertex>
#include <fog_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	#include <fog_vertex>
	vViewPosition = - mvPosition.xyz;
}`,$y=`#define MATCAP
uniform vec3 diffuse;
uniform float opacity;
uniform sampler2D matcap;
varying vec3 vViewPosition;
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <fog_pars_fragment>
#include <normal_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	vec3 viewDir = normalize( vViewPosition );
	vec3 x = normalize( vec3( viewDir.z, 0.0, - viewDir.x ) );
	vec3 y = cross( viewDir, x );
	vec2 uv = vec2( dot( x, normal ), dot( y, normal ) ) * 0.495 + 0.5;
	#ifdef USE_MATCAP
		vec4 matcapColor = texture2D( matcap, uv );
	#else
		vec4 matcapColor = vec4( vec3( mix( 0.2, 0.8, uv.y ) ), 1.0 );
	#endif
	vec3 outgoingLight = diffuseColor.rgb * matcapColor.rgb;
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,qy=`#define NORMAL
#if defined( FLAT_SHADED ) || defined( USE_BUMPMAP ) || defined( USE_NORMALMAP_TANGENTSPACE )
	varying vec3 vViewPosition;
#endif
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphinstance_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
#if defined( FLAT_SHADED ) || defined( USE_BUMPMAP ) || defined( USE_NORMALMAP_TANGENTSPACE )
	vViewPosition = - mvPosition.xyz;
#endif
}`,Yy=`#define NORMAL
uniform float opacity;
#if defined( FLAT_SHADED ) || defined( USE_BUMPMAP ) || defined( USE_NORMALMAP_TANGENTSPACE )
	varying vec3 vViewPosition;
#endif
#include <uv_pars_fragment>
#include <normal_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( 0.0, 0.0, 0.0, opacity );
	#include <clipping_planes_fragment>
	#include <logdepthbuf_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	gl_FragColor = vec4( normalize( normal ) * 0.5 + 0.5, diffuseColor.a );
	#ifdef OPAQUE
		gl_FragColor.a = 1.0;
	#endif
}`,Ky=`#define PHONG
varying vec3 vViewPosition;
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <envmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <shadowmap_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphinstance_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	vViewPosition = - mvPosition.xyz;
	#include <worldpos_vertex>
	#include <envmap_vertex>
	#include <shadowmap_vertex>
	#include <fog_vertex>
}`,jy=`#define PHONG
uniform vec3 diffuse;
uniform vec3 emissive;
uniform vec3 specular;
uniform float shininess;
uniform float opacity;
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <aomap_pars_fragment>
#include <lightmap_pars_fragment>
#include <emissivemap_pars_fragment>
#include <envmap_common_pars_fragment>
#include <envmap_pars_fragment>
#include <envmap_physical_pars_fragment>
#include <fog_pars_fragment>
#include <bsdfs>
#include <lights_pars_begin>
#include <normal_pars_fragment>
#include <lights_phong_pars_fragment>
#include <shadowmap_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <specularmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
	vec3 totalEmissiveRadiance = emissive;
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <specularmap_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	#include <emissivemap_fragment>
	#include <lights_phong_fragment>
	#include <lights_fragment_begin>
	#include <lights_fragment_maps>
	#include <lights_fragment_end>
	#include <aomap_fragment>
	vec3 outgoingLight = reflectedLight.directDiffuse + reflectedLight.indirectDiffuse + reflectedLight.directSpecular + reflectedLight.indirectSpecular + totalEmissiveRadiance;
	#include <envmap_fragment>
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,Zy=`#define STANDARD
varying vec3 vViewPosition;
#ifdef USE_TRANSMISSION
	varying vec3 vWorldPosition;
#endif
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <shadowmap_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	vViewPosition = - mvPosition.xyz;
	#include <worldpos_vertex>
	#include <shadowmap_vertex>
	#include <fog_vertex>
#ifdef USE_TRANSMISSION
	vWorldPosition = worldPosition.xyz;
#endif
}`,Jy=`#define STANDARD
#ifdef PHYSICAL
	#define IOR
	#define USE_SPECULAR
#endif
uniform vec3 diffuse;
uniform vec3 emissive;
uniform float roughness;
uniform float metalness;
uniform float opacity;
#ifdef IOR
	uniform float ior;
#endif
#ifdef USE_SPECULAR
	uniform float specularIntensity;
	uniform vec3 specularColor;
	#ifdef USE_SPECULAR_COLORMAP
		uniform sampler2D specularColorMap;
	#endif
	#ifdef USE_SPECULAR_INTENSITYMAP
		uniform sampler2D specularIntensityMap;
	#endif
#endif
#ifdef USE_CLEARCOAT
	uniform float clearcoat;
	uniform float clearcoatRoughness;
#endif
#ifdef USE_DIFFUSE_ROUGHNESS
	uniform float diffuseRoughness;
	#ifdef USE_DIFFUSE_ROUGHNESSMAP
		uniform sampler2D diffuseRoughnessMap;
	#endif
#endif
#ifdef USE_DISPERSION
	uniform float dispersion;
#endif
#ifdef USE_RETROREFLECTION
	uniform float retroreflectivity;
#endif
#ifdef USE_IRIDESCENCE
	uniform float iridescence;
	uniform float iridescenceIOR;
	uniform float iridescenceThicknessMinimum;
	uniform float iridescenceThicknessMaximum;
#endif
#ifdef USE_SHEEN
	uniform vec3 sheenColor;
	uniform float sheenRoughness;
	#ifdef USE_SHEEN_COLORMAP
		uniform sampler2D sheenColorMap;
	#endif
	#ifdef USE_SHEEN_ROUGHNESSMAP
		uniform sampler2D sheenRoughnessMap;
	#endif
#endif
#ifdef USE_ANISOTROPY
	uniform vec2 anisotropyVector;
	#ifdef USE_ANISOTROPYMAP
		uniform sampler2D anisotropyMap;
	#endif
#endif
varying vec3 vViewPosition;
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <aomap_pars_fragment>
#include <lightmap_pars_fragment>
#include <emissivemap_pars_fragment>
#include <iridescence_fragment>
#include <envmap_common_pars_fragment>
#include <envmap_physical_pars_fragment>
#include <fog_pars_fragment>
#include <lights_pars_begin>
#include <normal_pars_fragment>
#include <lights_physical_pars_fragment>
#include <transmission_pars_fragment>
#include <shadowmap_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <clearcoat_pars_fragment>
#include <iridescence_pars_fragment>
#include <roughnessmap_pars_fragment>
#include <metalnessmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
	vec3 totalEmissiveRadiance = emissive;
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <roughnessmap_fragment>
	#include <metalnessmap_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	#include <clearcoat_normal_fragment_begin>
	#include <clearcoat_normal_fragment_maps>
	#include <emissivemap_fragment>
	#include <lights_physical_fragment>
	#include <lights_fragment_begin>
	#include <lights_fragment_maps>
	#include <lights_fragment_end>
	#include <aomap_fragment>
	vec3 totalDiffuse = reflectedLight.directDiffuse + reflectedLight.indirectDiffuse;
	vec3 totalSpecular = reflectedLight.directSpecular + reflectedLight.indirectSpecular;
	#include <transmission_fragment>
	vec3 outgoingLight = totalDiffuse + totalSpecular + totalEmissiveRadiance;
	#ifdef USE_SHEEN
 
		outgoingLight = outgoingLight + sheenSpecularDirect + sheenSpecularIndirect;
 
 	#endif
	#ifdef USE_CLEARCOAT
		float dotNVcc = saturate( dot( geometryClearcoatNormal, geometryViewDir ) );
		vec3 Fcc = F_Schlick( material.clearcoatF0, material.clearcoatF90, dotNVcc );
		outgoingLight = outgoingLight * ( 1.0 - material.clearcoat * Fcc ) + ( clearcoatSpecularDirect + clearcoatSpecularIndirect ) * material.clearcoat;
	#endif
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,Qy=`#define TOON
varying vec3 vViewPosition;
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <shadowmap_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	vViewPosition = - mvPosition.xyz;
	#include <worldpos_vertex>
	#include <shadowmap_vertex>
	#include <fog_vertex>
}`,e_=`#define TOON
uniform vec3 diffuse;
uniform vec3 emissive;
uniform float opacity;
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <aomap_pars_fragment>
#include <lightmap_pars_fragment>
#include <emissivemap_pars_fragment>
#include <gradientmap_pars_fragment>
#include <fog_pars_fragment>
#include <bsdfs>
#include <lights_pars_begin>
#include <normal_pars_fragment>
#include <lights_toon_pars_fragment>
#include <shadowmap_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
	vec3 totalEmissiveRadiance = emissive;
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	#include <emissivemap_fragment>
	#include <lights_toon_fragment>
	#include <lights_fragment_begin>
	#include <lights_fragment_maps>
	#include <lights_fragment_end>
	#include <aomap_fragment>
	vec3 outgoingLight = reflectedLight.directDiffuse + reflectedLight.indirectDiffuse + totalEmissiveRadiance;
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,t_=`uniform float size;
uniform float scale;
#include <common>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <morphtarget_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
#ifdef USE_POINTS_UV
	varying vec2 vUv;
	uniform mat3 uvTransform;
#endif
void main() {
	#ifdef USE_POINTS_UV
		vUv = ( uvTransform * vec3( uv, 1 ) ).xy;
	#endif
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <project_vertex>
	gl_PointSize = size;
	#ifdef USE_SIZEATTENUATION
		bool isPerspective = isPerspectiveMatrix( projectionMatrix );
		if ( isPerspective ) gl_PointSize *= ( scale / - mvPosition.z );
	#endif
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	#include <worldpos_vertex>
	#include <fog_vertex>
}`,n_=`uniform vec3 diffuse;
uniform float opacity;
#include <common>
#include <color_pars_fragment>
#include <map_particle_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <fog_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	vec3 outgoingLight = vec3( 0.0 );
	#include <logdepthbuf_fragment>
	#include <map_particle_fragment>
	#include <color_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	outgoingLight = diffuseColor.rgb;
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
}`,i_=`#include <common>
#include <batching_pars_vertex>
#include <fog_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <shadowmap_pars_vertex>
void main() {
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphinstance_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <worldpos_vertex>
	#include <shadowmap_vertex>
	#include <fog_vertex>
}`,s_=`uniform vec3 color;
uniform float opacity;
#include <common>
#include <fog_pars_fragment>
#include <bsdfs>
#include <lights_pars_begin>
#include <logdepthbuf_pars_fragment>
#include <shadowmap_pars_fragment>
#include <shadowmask_pars_fragment>
void main() {
	#include <logdepthbuf_fragment>
	gl_FragColor = vec4( color, opacity * ( 1.0 - getShadowMask() ) );
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
}`,r_=`uniform float rotation;
uniform vec2 center;
#include <common>
#include <uv_pars_vertex>
#include <fog_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	vec4 mvPosition = modelViewMatrix[ 3 ];
	vec2 scale = vec2( length( modelMatrix[ 0 ].xyz ), length( modelMatrix[ 1 ].xyz ) );
	#ifndef USE_SIZEATTENUATION
		bool isPerspective = isPerspectiveMatrix( projectionMatrix );
		if ( isPerspective ) scale *= - mvPosition.z;
	#endif
	vec2 alignedPosition = ( position.xy - ( center - vec2( 0.5 ) ) ) * scale;
	vec2 rotatedPosition;
	rotatedPosition.x = cos( rotation ) * alignedPosition.x - sin( rotation ) * alignedPosition.y;
	rotatedPosition.y = sin( rotation ) * alignedPosition.x + cos( rotation ) * alignedPosition.y;
	mvPosition.xy += rotatedPosition;
	gl_Position = projectionMatrix * mvPosition;
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	#include <fog_vertex>
}`,o_=`uniform vec3 diffuse;
uniform float opacity;
#include <common>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <fog_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	vec3 outgoingLight = vec3( 0.0 );
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	outgoingLight = diffuseColor.rgb;
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
}`,Ve={alphahash_fragment:C0,alphahash_pars_fragment:R0,alphamap_fragment:P0,alphamap_pars_fragment:L0,alphatest_fragment:I0,alphatest_pars_fragment:D0,aomap_fragment:N0,aomap_pars_fragment:F0,batching_pars_vertex:O0,batching_vertex:U0,begin_vertex:k0,beginnormal_vertex:B0,bsdfs:z0,iridescence_fragment:H0,bumpmap_pars_fragment:V0,clipping_planes_fragment:G0,clipping_planes_pars_fragment:W0,clipping_planes_pars_vertex:X0,clipping_planes_vertex:$0,color_fragment:q0,color_pars_fragment:Y0,color_pars_vertex:K0,color_vertex:j0,common:Z0,defaultnormal_vertex:J0,displacementmap_pars_vertex:Q0,displacementmap_vertex:ev,emissivemap_fragment:tv,emissivemap_pars_fragment:nv,colorspace_fragment:iv,colorspace_pars_fragment:sv,envmap_fragment:rv,envmap_common_pars_fragment:ov,envmap_pars_fragment:av,envmap_pars_vertex:lv,envmap_physical_pars_fragment:yv,envmap_vertex:cv,fog_vertex:hv,fog_pars_vertex:uv,fog_fragment:dv,fog_pars_fragment:pv,gradientmap_pars_fragment:fv,lightmap_pars_fragment:mv,lights_lambert_fragment:gv,lights_lambert_pars_fragment:xv,lights_pars_begin:vv,lights_toon_fragment:_v,lights_toon_pars_fragment:bv,lights_phong_fragment:wv,lights_phong_pars_fragment:Mv,lights_physical_fragment:Sv,lights_physical_pars_fragment:Ev,lights_fragment_begin:Tv,lights_fragment_maps:Av,lights_fragment_end:Cv,lightprobes_pars_fragment:Rv,logdepthbuf_fragment:Pv,logdepthbuf_pars_fragment:Lv,logdepthbuf_pars_vertex:Iv,logdepthbuf_vertex:Dv,map_fragment:Nv,map_pars_fragment:Fv,map_particle_fragment:Ov,map_particle_pars_fragment:Uv,metalnessmap_fragment:kv,metalnessmap_pars_fragment:Bv,morphinstance_vertex:zv,morphcolor_vertex:Hv,morphnormal_vertex:Vv,morphtarget_pars_vertex:Gv,morphtarget_vertex:Wv,normal_fragment_begin:Xv,normal_fragment_maps:$v,normal_pars_fragment:qv,normal_pars_vertex:Yv,normal_vertex:Kv,normalmap_pars_fragment:jv,clearcoat_normal_fragment_begin:Zv,clearcoat_normal_fragment_maps:Jv,clearcoat_pars_fragment:Qv,iridescence_pars_fragment:ey,opaque_fragment:ty,packing:ny,premultiplied_alpha_fragment:iy,project_vertex:sy,dithering_fragment:ry,dithering_pars_fragment:oy,roughnessmap_fragment:ay,roughnessmap_pars_fragment:ly,shadowmap_pars_fragment:cy,shadowmap_pars_vertex:hy,shadowmap_vertex:uy,shadowmask_pars_fragment:dy,skinbase_vertex:py,skinning_pars_vertex:fy,skinning_vertex:my,skinnormal_vertex:gy,specularmap_fragment:xy,specularmap_pars_fragment:vy,tonemapping_fragment:yy,tonemapping_pars_fragment:_y,transmission_fragment:by,transmission_pars_fragment:wy,uv_pars_fragment:My,uv_pars_vertex:Sy,uv_vertex:Ey,worldpos_vertex:Ty,background_vert:Ay,background_frag:Cy,backgroundCube_vert:Ry,backgroundCube_frag:Py,cube_vert:Ly,cube_frag:Iy,depth_vert:Dy,depth_frag:Ny,distance_vert:Fy,distance_frag:Oy,equirect_vert:Uy,equirect_frag:ky,linedashed_vert:By,linedashed_frag:zy,meshbasic_vert:Hy,meshbasic_frag:Vy,meshlambert_vert:Gy,meshlambert_frag:Wy,meshmatcap_vert:Xy,meshmatcap_frag:$y,meshnormal_vert:qy,meshnormal_frag:Yy,meshphong_vert:Ky,meshphong_frag:jy,meshphysical_vert:Zy,meshphysical_frag:Jy,meshtoon_vert:Qy,meshtoon_frag:e_,points_vert:t_,points_frag:n_,shadow_vert:i_,shadow_frag:s_,sprite_vert:r_,sprite_frag:o_},fe={common:{diffuse:{value:new Ee(16777215)},opacity:{value:1},map:{value:null},mapTransform:{value:new Fe},alphaMap:{value:null},alphaMapTransform:{value:new Fe},alphaTest:{value:0}},specularmap:{specularMap:{value:null},specularMapTransform:{value:new Fe}},envmap:{envMap:{value:null},envMapRotation:{value:new Fe},reflectivity:{value:1},ior:{value:1.5},refractionRatio:{value:.98},dfgLUT:{value:null}},aomap:{aoMap:{value:null},aoMapIntensity:{value:1},aoMapTransform:{value:new Fe}},lightmap:{lightMap:{value:null},lightMapIntensity:{value:1},lightMapTransform:{value:new Fe}},bumpmap:{bumpMap:{value:null},bumpMapTransform:{value:new Fe},bumpScale:{value:1}},normalmap:{normalMap:{value:null},normalMapTransform:{value:new Fe},normalScale:{value:new Ie(1,1)}},displacementmap:{displacementMap:{value:null},displacementMapTransform:{value:new Fe},displacementScale:{value:1},displacementBias:{value:0}},emissivemap:{emissiveMap:{value:null},emissiveMapTransform:{value:new Fe}},metalnessmap:{metalnessMap:{value:null},metalnessMapTransform:{value:new Fe}},roughnessmap:{roughnessMap:{value:null},roughnessMapTransform:{value:new Fe}},gradientmap:{gradientMap:{value:null}},fog:{fogDensity:{value:25e-5},fogNear:{value:1},fogFar:{value:2e3},fogColor:{value:new Ee(16777215)}},lights:{ambientLightColor:{value:[]},lightProbe:{value:[]},sunLights:{value:[],properties:{direction:{},color:{}}},sunLightShadows:{value:[],properties:{shadowIntensity:1,shadowBias:{},shadowNormalBias:{},shadowRadius:{},shadowMapSize:{}}},sunShadowMatrix:{value:[]},sunShadowCascade:{value:[]},directionalLights:{value:[],properties:{direction:{},color:{}}},directionalLightShadows:{value:[],properties:{shadowIntensity:1,shadowBias:{},shadowNormalBias:{},shadowRadius:{},shadowMapSize:{}}},directionalShadowMatrix:{value:[]},spotLights:{value:[],properties:{color:{},position:{},direction:{},distance:{},coneCos:{},penumbraCos:{},decay:{}}},spotLightShadows:{value:[],properties:{shadowIntensity:1,shadowBias:{},shadowNormalBias:{},shadowRadius:{},shadowMapSize:{}}},spotLightMap:{value:[]},spotLightMatrix:{value:[]},pointLights:{value:[],properties:{color:{},position:{},decay:{},distance:{}}},pointLightShadows:{value:[],properties:{shadowIntensity:1,shadowBias:{},shadowNormalBias:{},shadowRadius:{},shadowMapSize:{},shadowCameraNear:{},shadowCameraFar:{}}},pointShadowMatrix:{value:[]},hemisphereLights:{value:[],properties:{direction:{},skyColor:{},groundColor:{}}},rectAreaLights:{value:[],properties:{color:{},position:{},width:{},height:{}}},ltc_1:{value:null},ltc_2:{value:null},probesSH:{value:[]},probesMin:{value:[]},probesMax:{value:[]},probesResolution:{value:[]}},points:{diffuse:{value:new Ee(16777215)},opacity:{value:1},size:{value:1},scale:{value:1},map:{value:null},alphaMap:{value:null},alphaMapTransform:{value:new Fe},alphaTest:{value:0},uvTransform:{value:new Fe}},sprite:{diffuse:{value:new Ee(16777215)},opacity:{value:1},center:{value:new Ie(.5,.5)},rotation:{value:0},map:{value:null},mapTransform:{value:new Fe},alphaMap:{value:null},alphaMapTransform:{value:new Fe},alphaTest:{value:0}}},Gn={basic:{uniforms:jt([fe.common,fe.specularmap,fe.envmap,fe.aomap,fe.lightmap,fe.fog]),vertexShader:Ve.meshbasic_vert,fragmentShader:Ve.meshbasic_frag},lambert:{uniforms:jt([fe.common,fe.specularmap,fe.envmap,fe.aomap,fe.lightmap,fe.emissivemap,fe.bumpmap,fe.normalmap,fe.displacementmap,fe.fog,fe.lights,{emissive:{value:new Ee(0)},envMapIntensity:{value:1}}]),vertexShader:Ve.meshlambert_vert,fragmentShader:Ve.meshlambert_frag},phong:{uniforms:jt([fe.common,fe.specularmap,fe.envmap,fe.aomap,fe.lightmap,fe.emissivemap,fe.bumpmap,fe.normalmap,fe.displacementmap,fe.fog,fe.lights,{emissive:{value:new Ee(0)},specular:{value:new Ee(1118481)},shininess:{value:30},envMapIntensity:{value:1}}]),vertexShader:Ve.meshphong_vert,fragmentShader:Ve.meshphong_frag},standard:{uniforms:jt([fe.common,fe.envmap,fe.aomap,fe.lightmap,fe.emissivemap,fe.bumpmap,fe.normalmap,fe.displacementmap,fe.roughnessmap,fe.metalnessmap,fe.fog,fe.lights,{emissive:{value:new Ee(0)},roughness:{value:1},metalness:{value:0},envMapIntensity:{value:1}}]),vertexShader:Ve.meshphysical_vert,fragmentShader:Ve.meshphysical_frag},toon:{uniforms:jt([fe.common,fe.aomap,fe.lightmap,fe.emissivemap,fe.bumpmap,fe.normalmap,fe.displacementmap,fe.gradientmap,fe.fog,fe.lights,{emissive:{value:new Ee(0)}}]),vertexShader:Ve.meshtoon_vert,fragmentShader:Ve.meshtoon_frag},matcap:{uniforms:jt([fe.common,fe.bumpmap,fe.normalmap,fe.displacementmap,fe.fog,{matcap:{value:null}}]),vertexShader:Ve.meshmatcap_vert,fragmentShader:Ve.meshmatcap_frag},points:{uniforms:jt([fe.points,fe.fog]),vertexShader:Ve.points_vert,fragmentShader:Ve.points_frag},dashed:{uniforms:jt([fe.common,fe.fog,{scale:{value:1},dashSize:{value:1},totalSize:{value:2}}]),vertexShader:Ve.linedashed_vert,fragmentShader:Ve.linedashed_frag},depth:{uniforms:jt([fe.common,fe.displacementmap]),vertexShader:Ve.depth_vert,fragmentShader:Ve.depth_frag},normal:{uniforms:jt([fe.common,fe.bumpmap,fe.normalmap,fe.displacementmap,{opacity:{value:1}}]),vertexShader:Ve.meshnormal_vert,fragmentShader:Ve.meshnormal_frag},sprite:{uniforms:jt([fe.sprite,fe.fog]),vertexShader:Ve.sprite_vert,fragmentShader:Ve.sprite_frag},background:{uniforms:{uvTransform:{value:new Fe},t2D:{value:null},backgroundIntensity:{value:1}},vertexShader:Ve.background_vert,fragmentShader:Ve.background_frag},backgroundCube:{uniforms:{envMap:{value:null},backgroundBlurriness:{value:0},backgroundIntensity:{value:1},backgroundRotation:{value:new Fe}},vertexShader:Ve.backgroundCube_vert,fragmentShader:Ve.backgroundCube_frag},cube:{uniforms:{tCube:{value:null},tFlip:{value:-1},opacity:{value:1}},vertexShader:Ve.cube_vert,fragmentShader:Ve.cube_frag},equirect:{uniforms:{tEquirect:{value:null}},vertexShader:Ve.equirect_vert,fragmentShader:Ve.equirect_frag},distance:{uniforms:jt([fe.common,fe.displacementmap,{referencePosition:{value:new N},nearDistance:{value:1},farDistance:{value:1e3}}]),vertexShader:Ve.distance_vert,fragmentShader:Ve.distance_frag},shadow:{uniforms:jt([fe.lights,fe.fog,{color:{value:new Ee(0)},opacity:{value:1}}]),vertexShader:Ve.shadow_vert,fragmentShader:Ve.shadow_frag}};Gn.physical={uniforms:jt([Gn.standard.uniforms,{clearcoat:{value:0},clearcoatMap:{value:null},clearcoatMapTransform:{value:new Fe},clearcoatNormalMap:{value:null},clearcoatNormalMapTransform:{value:new Fe},clearcoatNormalScale:{value:new Ie(1,1)},clearcoatRoughness:{value:0},clearcoatRoughnessMap:{value:null},clearcoatRoughnessMapTransform:{value:new Fe},diffuseRoughness:{value:0},diffuseRoughnessMap:{value:null},diffuseRoughnessMapTransform:{value:new Fe},dispersion:{value:0},retroreflectivity:{value:0},iridescence:{value:0},iridescenceMap:{value:null},iridescenceMapTransform:{value:new Fe},iridescenceIOR:{value:1.3},iridescenceThicknessMinimum:{value:100},iridescenceThicknessMaximum:{value:400},iridescenceThicknessMap:{value:null},iridescenceThicknessMapTransform:{value:new Fe},sheen:{value:0},sheenColor:{value:new Ee(0)},sheenColorMap:{value:null},sheenColorMapTransform:{value:new Fe},sheenRoughness:{value:1},sheenRoughnessMap:{value:null},sheenRoughnessMapTransform:{value:new Fe},transmission:{value:0},transmissionMap:{value:null},transmissionMapTransform:{value:new Fe},transmissionSamplerSize:{value:new Ie},transmissionSamplerMap:{value:null},thickness:{value:0},thicknessMap:{value:null},thicknessMapTransform:{value:new Fe},attenuationDistance:{value:0},attenuationColor:{value:new Ee(0)},specularColor:{value:new Ee(1,1,1)},specularColorMap:{value:null},specularColorMapTransform:{value:new Fe},specularIntensity:{value:1},specularIntensityMap:{value:null},specularIntensityMapTransform:{value:new Fe},anisotropyVector:{value:new Ie},anisotropyMap:{value:null},anisotropyMapTransform:{value:new Fe}}]),vertexShader:Ve.meshphysical_vert,fragmentShader:Ve.meshphysical_frag};var gl={r:0,b:0,g:0},a_=new at,Nf=new Fe;Nf.set(-1,0,0,0,1,0,0,0,1);function l_(i,e,t,n,s,r){let o=new Ee(0),a=s===!0?0:1,l,c,h=null,u=0,d=null;function p(b){let A=b.isScene===!0?b.background:null;if(A&&A.isTexture){let S=b.backgroundBlurriness>0;A=e.get(A,S)}return A}function g(b){let A=!1,S=p(b);S===null?m(o,a):S&&S.isColor&&(m(S,1),A=!0);let C=i.xr.getEnvironmentBlendMode();C==="additive"?t.buffers.color.setClear(0,0,0,1,r):C==="alpha-blend"&&t.buffers.color.setClear(0,0,0,0,r),(i.autoClear||A)&&(t.buffers.depth.setTest(!0),t.buffers.depth.setMask(!0),t.buffers.color.setMask(!0),i.clear(i.autoClearColor,i.autoClearDepth,i.autoClearStencil))}function _(b,A){let S=p(A);S&&S.isCubeTexture?(c===void 0&&(c=new tn(new Ds(1,1,1),new nn({name:"BackgroundCubeMaterial",uniforms:os(Gn.backgroundCube.uniforms),vertexShader:Gn.backgroundCube.vertexShader,fragmentShader:Gn.backgroundCube.fragmentShader,side:sn,depthTest:!1,depthWrite:!1,fog:!1,allowOverride:!1})),c.geometry.deleteAttribute("normal"),c.geometry.deleteAttribute("uv"),c.onBeforeRender=function(C,E,x){this.matrixWorld.copyPosition(x.matrixWorld)},Object.defineProperty(c.material,"envMap",{get:function(){return this.uniforms.envMap.value}}),n.update(c)),c.material.uniforms.envMap.value=S,c.material.uniforms.backgroundBlurriness.value=A.backgroundBlurriness,c.material.uniforms.backgroundIntensity.value=A.backgroundIntensity,c.material.uniforms.backgroundRotation.value.setFromMatrix4(a_.makeRotationFromEuler(A.backgroundRotation)).transpose(),S.isRenderTargetTexture===!1&&c.material.uniforms.backgroundRotation.value.premultiply(Nf),c.material.toneMapped=Ye.getTransfer(S.colorSpace)!==et,(h!==S||u!==S.version||d!==i.toneMapping)&&(c.material.needsUpdate=!0,h=S,u=S.version,d=i.toneMapping),c.layers.enableAll(),b.unshift(c,c.geometry,c.material,0,0,null)):S&&S.isTexture&&(l===void 0&&(l=new tn(new es(2,2),new nn({name:"BackgroundMaterial",uniforms:os(Gn.background.uniforms),vertexShader:Gn.background.vertexShader,fragmentShader:Gn.background.fragmentShader,side:zn,depthTest:!1,depthWrite:!1,fog:!1,allowOverride:!1})),l.geometry.deleteAttribute("normal"),Object.defineProperty(l.material,"map",{get:function(){return this.uniforms.t2D.value}}),n.update(l)),l.material.uniforms.t2D.value=S,l.material.uniforms.backgroundIntensity.value=A.backgroundIntensity,l.material.toneMapped=Ye.getTransfer(S.colorSpace)!==et,S.matrixAutoUpdate===!0&&S.updateMatrix(),l.material.uniforms.uvTransform.value.copy(S.matrix),(h!==S||u!==S.version||d!==i.toneMapping)&&(l.material.needsUpdate=!0,h=S,u=S.version,d=i.toneMapping),l.layers.enableAll(),b.unshift(l,l.geometry,l.material,0,0,null))}function m(b,A){b.getRGB(gl,Wh(i)),t.buffers.color.setClear(gl.r,gl.g,gl.b,A,r)}function f(){c!==void 0&&(c.geometry.dispose(),c.material.dispose(),c=void 0),l!==void 0&&(l.geometry.dispose(),l.material.dispose(),l=void 0)}return{getClearColor:function(){return o},setClearColor:function(b,A=1){o.set(b),a=A,m(o,a)},getClearAlpha:function(){return a},setClearAlpha:function(b){a=b,m(o,a)},render:g,addToRenderList:_,dispose:f}}function c_(i,e){let t=i.getParameter(i.MAX_VERTEX_ATTRIBS),n={},s=d(null),r=s,o=!1;function a(F,H,q,P,X){let Z=!1,V=u(F,P,q,H);r!==V&&(r=V,c(r.object)),Z=p(F,P,q,X),Z&&g(F,P,q,X),X!==null&&e.update(X,i.ELEMENT_ARRAY_BUFFER),(Z||o)&&(o=!1,S(F,H,q,P),X!==null&&i.bindBuffer(i.ELEMENT_ARRAY_BUFFER,e.get(X).buffer))}function l(){return i.createVertexArray()}function c(F){return i.bindVertexArray(F)}function h(F){return i.deleteVertexArray(F)}function u(F,H,q,P){let X=P.wireframe===!0,Z=n[H.id];Z===void 0&&(Z={},n[H.id]=Z);let V=F.isInstancedMesh===!0?F.id:0,ne=Z[V];ne===void 0&&(ne={},Z[V]=ne);let W=ne[q.id];W===void 0&&(W={},ne[q.id]=W);let Q=W[X];return Q===void 0&&(Q=d(l()),W[X]=Q),Q}function d(F){let H=[],q=[],P=[];for(let X=0;X<t;X++)H[X]=0,q[X]=0,P[X]=0;return{geometry:null,program:null,wireframe:!1,newAttributes:H,enabledAttributes:q,attributeDivisors:P,object:F,attributes:{},index:null}}function p(F,H,q,P){let X=r.attributes,Z=H.attributes,V=0,ne=q.getAttributes();for(let W in ne)if(ne[W].location>=0){let ee=X[W],Me=Z[W];if(Me===void 0&&(W==="instanceMatrix"&&F.instanceMatrix&&(Me=F.instanceMatrix),W==="instanceColor"&&F.instanceColor&&(Me=F.instanceColor)),ee===void 0||ee.attribute!==Me||Me&&ee.data!==Me.data)return!0;V++}return r.attributesNum!==V||r.index!==P}function g(F,H,q,P){let X={},Z=H.attributes,V=0,ne=q.getAttributes();for(let W in ne)if(ne[W].location>=0){let ee=Z[W];ee===void 0&&(W==="instanceMatrix"&&F.instanceMatrix&&(ee=F.instanceMatrix),W==="instanceColor"&&F.instanceColor&&(ee=F.instanceColor));let Me={};Me.attribute=ee,ee&&ee.data&&(Me.data=ee.data),X[W]=Me,V++}r.attributes=X,r.attributesNum=V,r.index=P}function _(){let F=r.newAttributes;for(let H=0,q=F.length;H<q;H++)F[H]=0}function m(F){f(F,0)}function f(F,H){let q=r.newAttributes,P=r.enabledAttributes,X=r.attributeDivisors;q[F]=1,P[F]===0&&(i.enableVertexAttribArray(F),P[F]=1),X[F]!==H&&(i.vertexAttribDivisor(F,H),X[F]=H)}function b(){let F=r.newAttributes,H=r.enabledAttributes;for(let q=0,P=H.length;q<P;q++)H[q]!==F[q]&&(i.disableVertexAttribArray(q),H[q]=0)}function A(F,H,q,P,X,Z,V){V===!0?i.vertexAttribIPointer(F,H,q,X,Z):i.vertexAttribPointer(F,H,q,P,X,Z)}function S(F,H,q,P){_();let X=P.attributes,Z=q.getAttributes(),V=H.defaultAttributeValues;for(let ne in Z){let W=Z[ne];if(W.location>=0){let Q=X[ne];if(Q===void 0&&(ne==="instanceMatrix"&&F.instanceMatrix&&(Q=F.instanceMatrix),ne==="instanceColor"&&F.instanceColor&&(Q=F.instanceColor)),Q!==void 0){let ee=Q.normalized,Me=Q.itemSize,Ue=e.get(Q);if(Ue===void 0)continue;let K=Ue.buffer,me=Ue.type,ye=Ue.bytesPerElement,Re=me===i.INT||me===i.UNSIGNED_INT||Q.gpuType===Na;if(Q.isInterleavedBufferAttribute){let ge=Q.data,Be=ge.isInterleavedBuffer===!0?ge.stride:ge.itemSize,_t=Q.offset;if(ge.isInstancedInterleavedBuffer||ge.isInstancedBufferAttribute){for(let Le=0;Le<W.locationSize;Le++)f(W.location+Le,ge.meshPerAttribute);F.isInstancedMesh!==!0&&P._maxInstanceCount===void 0&&(P._maxInstanceCount=ge.meshPerAttribute*ge.count)}else for(let Le=0;Le<W.locationSize;Le++)m(W.location+Le);i.bindBuffer(i.ARRAY_BUFFER,K);for(let Le=0;Le<W.locationSize;Le++)A(W.location+Le,Me/W.locationSize,me,ee,Be*ye,(_t+Me/W.locationSize*Le)*ye,Re)}else{if(Q.isInstancedBufferAttribute){for(let ge=0;ge<W.locationSize;ge++)f(W.location+ge,Q.meshPerAttribute);F.isInstancedMesh!==!0&&P._maxInstanceCount===void 0&&(P._maxInstanceCount=Q.meshPerAttribute*Q.count)}else for(let ge=0;ge<W.locationSize;ge++)m(W.location+ge);i.bindBuffer(i.ARRAY_BUFFER,K);for(let ge=0;ge<W.locationSize;ge++)A(W.location+ge,Me/W.locationSize,me,ee,Me*ye,Me/W.locationSize*ge*ye,Re)}}else if(V!==void 0){let ee=V[ne];if(ee!==void 0)switch(ee.length){case 2:i.vertexAttrib2fv(W.location,ee);break;case 3:i.vertexAttrib3fv(W.location,ee);break;case 4:i.vertexAttrib4fv(W.location,ee);break;default:i.vertexAttrib1fv(W.location,ee)}}}}b()}function C(){B();for(let F in n){let H=n[F];for(let q in H){let P=H[q];for(let X in P){let Z=P[X];for(let V in Z)h(Z[V].object),delete Z[V];delete P[X]}}delete n[F]}}function E(F){if(n[F.id]===void 0)return;let H=n[F.id];for(let q in H){let P=H[q];for(let X in P){let Z=P[X];for(let V in Z)h(Z[V].object),delete Z[V];delete P[X]}}delete n[F.id]}function x(F){for(let H in n){let q=n[H];for(let P in q){let X=q[P];if(X[F.id]===void 0)continue;let Z=X[F.id];for(let V in Z)h(Z[V].object),delete Z[V];delete X[F.id]}}}function M(F){for(let H in n){let q=n[H],P=F.isInstancedMesh===!0?F.id:0,X=q[P];if(X!==void 0){for(let Z in X){let V=X[Z];for(let ne in V)h(V[ne].object),delete V[ne];delete X[Z]}delete q[P],Object.keys(q).length===0&&delete n[H]}}}function B(){L(),o=!0,r!==s&&(r=s,c(r.object))}function L(){s.geometry=null,s.program=null,s.wireframe=!1}return{setup:a,reset:B,resetDefaultState:L,dispose:C,releaseStatesOfGeometry:E,releaseStatesOfObject:M,releaseStatesOfProgram:x,initAttributes:_,enableAttribute:m,disableUnusedAttributes:b}}function h_(i,e,t){let n;function s(l){n=l}function r(l,c){i.drawArrays(n,l,c),t.update(c,n,1)}function o(l,c,h){h!==0&&(i.drawArraysInstanced(n,l,c,h),t.update(c,n,h))}function a(l,c,h){if(h===0)return;e.get("WEBGL_multi_draw").multiDrawArraysWEBGL(n,l,0,c,0,h);let d=0;for(let p=0;p<h;p++)d+=c[p];t.update(d,n,1)}this.setMode=s,this.render=r,this.renderInstances=o,this.renderMultiDraw=a}function u_(i,e,t,n){let s;function r(){if(s!==void 0)return s;if(e.has("EXT_texture_filter_anisotropic")===!0){let x=e.get("EXT_texture_filter_anisotropic");s=i.getParameter(x.MAX_TEXTURE_MAX_ANISOTROPY_EXT)}else s=0;return s}function o(x){return!(x!==In&&n.convert(x)!==i.getParameter(i.IMPLEMENTATION_COLOR_READ_FORMAT))}function a(x){let M=x===Ln&&(e.has("EXT_color_buffer_half_float")||e.has("EXT_color_buffer_float"));return!(x!==Kt&&x!==Pn&&!M&&n.convert(x)!==i.getParameter(i.IMPLEMENTATION_COLOR_READ_TYPE))}function l(x){if(x==="highp"){if(i.getShaderPrecisionFormat(i.VERTEX_SHADER,i.HIGH_FLOAT).precision>0&&i.getShaderPrecisionFormat(i.FRAGMENT_SHADER,i.HIGH_FLOAT).precision>0)return"highp";x="mediump"}return x==="mediump"&&i.getShaderPrecisionFormat(i.VERTEX_SHADER,i.MEDIUM_FLOAT).precision>0&&i.getShaderPrecisionFormat(i.FRAGMENT_SHADER,i.MEDIUM_FLOAT).precision>0?"mediump":"lowp"}let c=t.precision!==void 0?t.precision:"highp",h=l(c);h!==c&&(Ce("WebGLRenderer:",c,"not supported, using",h,"instead."),c=h);let u=t.reversedDepthBuffer===!0&&e.has("EXT_clip_control"),d=t.logarithmicDepthBuffer===!0&&u===!1;t.reversedDepthBuffer===!0&&u===!1&&Ce("WebGLRenderer: Unable to use reversed depth buffer due to missing EXT_clip_control extension. Fallback to default depth buffer."),t.logarithmicDepthBuffer===!0&&u===!0&&Ce("WebGLRenderer: Logarithmic depth buffer is ignored when reversed depth buffer is enabled.");let p=i.getParameter(i.MAX_TEXTURE_IMAGE_UNITS),g=i.getParameter(i.MAX_VERTEX_TEXTURE_IMAGE_UNITS),_=i.getParameter(i.MAX_TEXTURE_SIZE),m=i.getParameter(i.MAX_CUBE_MAP_TEXTURE_SIZE),f=i.getParameter(i.MAX_VERTEX_ATTRIBS),b=i.getParameter(i.MAX_VERTEX_UNIFORM_VECTORS),A=i.getParameter(i.MAX_VARYING_VECTORS),S=i.getParameter(i.MAX_FRAGMENT_UNIFORM_VECTORS),C=i.getParameter(i.MAX_SAMPLES),E=i.getParameter(i.SAMPLES);return{isWebGL2:!0,getMaxAnisotropy:r,getMaxPrecision:l,textureFormatReadable:o,textureTypeReadable:a,precision:c,logarithmicDepthBuffer:d,reversedDepthBuffer:u,maxTextures:p,maxVertexTextures:g,maxTextureSize:_,maxCubemapSize:m,maxAttributes:f,maxVertexUniforms:b,maxVaryings:A,maxFragmentUniforms:S,maxSamples:C,samples:E}}function d_(i){let e=this,t=null,n=0,s=!1,r=!1,o=new Qt,a=new Fe,l={value:null,needsUpdate:!1};this.uniform=l,this.numPlanes=0,this.numIntersection=0,this.init=function(u,d){let p=u.length!==0||d||n!==0||s;return s=d,n=u.length,p},this.beginShadows=function(){r=!0,h(null)},this.endShadows=function(){r=!1},this.setGlobalState=function(u,d){t=h(u,d,0)},this.setState=function(u,d,p){let g=u.clippingPlanes,_=u.clipIntersection,m=u.clipShadows,f=i.get(u);if(!s||g===null||g.length===0||r&&!m)r?h(null):c();else{let b=r?0:n,A=b*4,S=f.clippingState||null;l.value=S,S=h(g,d,A,p);for(let C=0;C!==A;++C)S[C]=t[C];f.clippingState=S,this.numIntersection=_?this.numPlanes:0,this.numPlanes+=b}};function c(){l.value!==t&&(l.value=t,l.needsUpdate=n>0),e.numPlanes=n,e.numIntersection=0}function h(u,d,p,g){let _=u!==null?u.length:0,m=null;if(_!==0){if(m=l.value,g!==!0||m===null){let f=p+_*4,b=d.matrixWorldInverse;a.getNormalMatrix(b),(m===null||m.length<f)&&(m=new Float32Array(f));for(let A=0,S=p;A!==_;++A,S+=4)o.copy(u[A]).applyMatrix4(b,a),o.normal.toArray(m,S),m[S+3]=o.constant}l.value=m,l.needsUpdate=!0}return e.numPlanes=_,e.numIntersection=0,m}}var Gr=class extends dn{constructor(e=1,t={}){super(e,e,t),this.isWebGLCubeRenderTarget=!0;let n={width:e,height:e,depth:1},s=[n,n,n,n,n,n];this.texture=new Mr(s),this._setTextureOptions(t),this.texture.isRenderTargetTexture=!0}fromEquirectangularTexture(e,t){this.texture.type=t.type,this.texture.colorSpace=t.colorSpace,this.texture.generateMipmaps=t.generateMipmaps,this.texture.minFilter=t.minFilter,this.texture.magFilter=t.magFilter;let n={uniforms:{tEquirect:{value:null}},vertexShader:`

				varying vec3 vWorldDirection;

				vec3 transformDirection( in vec3 dir, in mat4 matrix ) {

					return normalize( ( matrix * vec4( dir, 0.0 ) ).xyz );

				}

				void main() {

					vWorldDirection = transformDirection( position, modelMatrix );

					#include <begin_vertex>
					#include <project_vertex>

				}
			`,fragmentShader:`

				uniform sampler2D tEquirect;

				varying vec3 vWorldDirection;

				#include <common>

				void main() {

					vec3 direction = normalize( vWorldDirection );

					vec2 sampleUV = equirectUv( direction );

					gl_FragColor = texture2D( tEquirect, sampleUV );

				}
			`},s=new Ds(5,5,5),r=new nn({name:"CubemapFromEquirect",uniforms:os(n.uniforms),vertexShader:n.vertexShader,fragmentShader:n.fragmentShader,side:sn,blending:ns});r.uniforms.tEquirect.value=t;let o=new tn(s,r),a=t.minFilter;return t.minFilter===oi&&(t.minFilter=Rt),new Ns(1,10,this).update(e,o),t.minFilter=a,o.geometry.dispose(),o.material.dispose(),this}clear(e,t=!0,n=!0,s=!0){let r=e.getRenderTarget();for(let o=0;o<6;o++)e.setRenderTarget(this,o),e.clear(t,n,s);e.setRenderTarget(r)}},df=256,p_=3,f_=20,Ff=256,Of=16,m_=3,g_=new N,x_=new Ee,vl=class i{constructor(e){this._renderer=e,this._cubeSize=0,this._sourceTarget=null,this._cubeCamera=new Ns(1,10,null),this._boxMesh=new tn(new Ds(5,5,5),null),this._cubemapMaterial=null,this._equirectMaterial=null,this._blurMaterial=null,this._ggxMaterial=null,this._integrationMaterial=null}fromScene(e,t=0,n=.1,s=100,r={}){let{size:o=256,position:a=g_}=r,l=this._renderer;this._setSize(o);let c=this._allocateTarget(),h=this._getSourceTarget(!0);t>0&&(h.texture.mipmapsAutoUpdate=!1);let u=l.autoClear,d=l.autoClearColor,p=l.autoClearDepth,g=l.autoClearStencil,_=e.background;l.autoClear=!0,l.autoClearColor=!0,l.autoClearDepth=!0,l.autoClearStencil=!0,_===null&&(e.background=l.getClearColor(x_));let m=new Ns(n,s,h);return m.position.copy(a),m.update(l,e),l.autoClear=u,l.autoClearColor=d,l.autoClearDepth=p,l.autoClearStencil=g,e.background=_,t>0&&(h.texture.mipmapsAutoUpdate=!0,this._blur(c,t)),this._applyPMREM(c),c}fromEquirectangular(e,t=null){return this._fromTexture(e,t)}fromCubemap(e,t=null){return this._fromTexture(e,t)}compileCubemapShader(){this._cubemapMaterial===null&&(this._cubemapMaterial=mf(),this._compileMaterial(this._cubemapMaterial))}compileEquirectangularShader(){this._equirectMaterial===null&&(this._equirectMaterial=ff(),this._compileMaterial(this._equirectMaterial))}dispose(){this._sourceTarget!==null&&this._sourceTarget.dispose(),this._cubemapMaterial!==null&&this._cubemapMaterial.dispose(),this._equirectMaterial!==null&&this._equirectMaterial.dispose(),this._blurMaterial!==null&&this._blurMaterial.dispose(),this._ggxMaterial!==null&&this._ggxMaterial.dispose(),this._integrationMaterial!==null&&this._integrationMaterial.dispose(),this._boxMesh.geometry.dispose()}static lodToRoughness(e,t){return t>0?1-Math.sqrt(1-e/t):0}_setSize(e){this._cubeSize=Math.max(df,Vh(e))}_fromTexture(e,t){e.mapping===ss||e.mapping===Us?this._setSize(e.image.length===0?df:e.image[0].width||e.image[0].image.width):this._setSize(e.image.width/4);let n=t||this._allocateTarget();return this._textureToCubemap(e),this._applyPMREM(n),n}_allocateTarget(){let e=this._cubeSize,t=pf(e,!1,!1),n=Math.log2(e)-p_;for(let s=0;s<=n;s++)t.texture.mipmaps.push({width:e>>s,height:e>>s});return t.texture.name="PMREM",t.texture.isPMREMTexture=!0,t}_getSourceTarget(e=!1){let t=this._cubeSize,n=this._sourceTarget;return(n===null||n.width!==t||e&&n.depthBuffer===!1)&&(n!==null&&n.dispose(),this._sourceTarget=pf(t,!0,e)),this._sourceTarget}_compileMaterial(e){this._boxMesh.material=e,this._renderer.compile(this._boxMesh,this._cubeCamera.children[0])}_renderCube(e,t,n){let s=this._boxMesh,r=this._cubeCamera;s.material=n,r.renderTarget=e,r.activeMipmapLevel=t;let o=e.width>>t;e.viewport.set(0,0,o,o),r.update(this._renderer,s),e.viewport.set(0,0,e.width,e.height)}_textureToCubemap(e){let t;e.mapping===ss||e.mapping===Us?(this._cubemapMaterial===null&&(this._cubemapMaterial=mf()),t=this._cubemapMaterial,t.uniforms.flipEnvMap.value=e.isRenderTargetTexture===!1?-1:1):(this._equirectMaterial===null&&(this._equirectMaterial=ff()),t=this._equirectMaterial),t.uniforms.envMap.value=e,this._renderCube(this._getSourceTarget(),0,t)}_applyPMREM(e){this._ggxMaterial===null&&(this._ggxMaterial=v_(),this._integrationMaterial=y_());let t=this._cubeSize,n=e.texture.mipmaps.length-1,s=this._ggxMaterial.uniforms;s.envMap.value=this._sourceTarget.texture;let r=this._integrationMaterial.uniforms;r.envMap.value=this._sourceTarget.texture,r.sourceLod.value=Math.log2(t/Of);for(let o=0;o<=n;o++){let a=i.lodToRoughness(o,n);if(o>n-m_)r.roughness.value=a,this._renderCube(e,o,this._integrationMaterial);else{let l=a>0?Math.log2(t)+.5*Math.log2(6/(Ff*Math.pow(a,4)))+.5:0;s.roughness.value=a,s.lodBias.value=l,this._renderCube(e,o,this._ggxMaterial)}}}_blur(e,t){this._blurMaterial===null&&(this._blurMaterial=__());let n=this._blurMaterial,s=n.uniforms,r=this._sourceTarget;s.sigma.value=Math.min(t,Math.PI)/Math.SQRT2,s.envMap.value=r.texture,this._renderCube(e,0,n),s.envMap.value=e.texture,this._renderCube(r,0,n)}};function pf(i,e,t){return new Gr(i,{minFilter:oi,generateMipmaps:e,type:Ln,colorSpace:pr,depthBuffer:t})}function Wr(i,e,t){return new nn({name:i,uniforms:e,vertexShader:Ve.cube_vert,fragmentShader:t,side:sn,blending:ns,depthTest:!1,depthWrite:!1})}function v_(){return Wr("PMREMGGXConvolution",{envMap:{value:null},roughness:{value:0},lodBias:{value:0}},`

		#define GGX_SAMPLES ${Ff}u

		varying vec3 vWorldDirection;

		uniform samplerCube envMap;
		uniform float roughness;
		uniform float lodBias;

		#include <common>

		// Van der Corput radical inverse
		float radicalInverse_VdC( uint bits ) {

			bits = ( bits << 16u ) | ( bits >> 16u );
			bits = ( ( bits & 0x55555555u ) << 1u ) | ( ( bits & 0xAAAAAAAAu ) >> 1u );
			bits = ( ( bits & 0x33333333u ) << 2u ) | ( ( bits & 0xCCCCCCCCu ) >> 2u );
			bits = ( ( bits & 0x0F0F0F0Fu ) << 4u ) | ( ( bits & 0xF0F0F0F0u ) >> 4u );
			bits = ( ( bits & 0x00FF00FFu ) << 8u ) | ( ( bits & 0xFF00FF00u ) >> 8u );
			return float( bits ) * 2.3283064365386963e-10; // / 0x100000000

		}

		// Hammersley sequence
		vec2 hammersley( uint i, uint N ) {

			return vec2( float( i ) / float( N ), radicalInverse_VdC( i ) );

		}

		void main() {

			vec3 N = normalize( vWorldDirection );

			// For very low roughness, just sample the environment directly
			if ( roughness < 0.001 ) {

				gl_FragColor = vec4( textureLod( envMap, N, 0.0 ).rgb, 1.0 );
				return;

			}

			float alpha = roughness * roughness;
			float alpha2 = alpha * alpha;

			// Tangent space basis for VNDF sampling
			vec3 up = abs( N.z ) < 0.999 ? vec3( 0.0, 0.0, 1.0 ) : vec3( 1.0, 0.0, 0.0 );
			vec3 tangent = normalize( cross( up, N ) );
			vec3 bitangent = cross( N, tangent );

			vec3 prefilteredColor = vec3( 0.0 );
			float totalWeight = 0.0;

			for ( uint i = 0u; i < GGX_SAMPLES; i ++ ) {

				vec2 Xi = hammersley( i, GGX_SAMPLES );

				// With V = N, sample the reflected direction directly.
				float invQ = 1.0 / ( 1.0 - Xi.x + alpha2 * Xi.x );
				float NdotL = ( 1.0 - Xi.x - alpha2 * Xi.x ) * invQ;

				if ( NdotL > 0.0 ) {

					float phi = 2.0 * PI * Xi.y;
					float sinTheta = 2.0 * alpha * sqrt( Xi.x * ( 1.0 - Xi.x ) ) * invQ;
					vec3 L = N * NdotL + ( tangent * cos( phi ) + bitangent * sin( phi ) ) * sinTheta;

					// Match the source mip to the sample's solid angle. The terms
					// independent of the sample are precomputed in lodBias.
					float d = alpha2 * invQ;
					float lod = max( log2( d ) + lodBias, 0.0 );

					// Weight by NdotL for the split-sum approximation
					prefilteredColor += textureLod( envMap, L, lod ).rgb * NdotL;
					totalWeight += NdotL;

				}

			}

			gl_FragColor = vec4( prefilteredColor / totalWeight, 1.0 );

		}
	`)}function y_(){return Wr("PMREMGGXIntegration",{envMap:{value:null},roughness:{value:0},sourceLod:{value:0},sourceSize:{value:Of}},`

		varying vec3 vWorldDirection;

		uniform samplerCube envMap;
		uniform float roughness;
		uniform float sourceLod;
		uniform int sourceSize;

		void main() {

			vec3 N = normalize( vWorldDirection );

			float alpha = roughness * roughness;
			float alpha2 = alpha * alpha;

			float texelSize = 2.0 / float( sourceSize );

			vec3 prefilteredColor = vec3( 0.0 );
			float totalWeight = 0.0;

			// Pair opposite texels: only the one in N's hemisphere contributes.
			for ( int face = 0; face < 3; face ++ ) {

				for ( int y = 0; y < sourceSize; y ++ ) {

					for ( int x = 0; x < sourceSize; x ++ ) {

						vec2 uv = ( vec2( x, y ) + 0.5 ) * texelSize - 1.0;
						vec3 texelDirection = face == 0 ? vec3( 1.0, uv ) : ( face == 1 ? vec3( uv.x, 1.0, uv.y ) : vec3( uv, 1.0 ) );

						float invDistance = inversesqrt( 1.0 + dot( uv, uv ) );
						float NdotL = dot( N, texelDirection );
						texelDirection *= NdotL < 0.0 ? - 1.0 : 1.0;
						NdotL = abs( NdotL ) * invDistance;

						// With V = N, NdotH squared is ( 1 + NdotL ) / 2. Common factors
						// in the GGX distribution and texel solid angle cancel when normalized.
						float d = 1.0 + alpha2 + ( alpha2 - 1.0 ) * NdotL;
						float weight = NdotL * invDistance * invDistance * invDistance / ( d * d );

						prefilteredColor += textureLod( envMap, texelDirection, sourceLod ).rgb * weight;
						totalWeight += weight;

					}

				}

			}

			gl_FragColor = vec4( prefilteredColor / totalWeight, 1.0 );

		}
	`)}function __(){return Wr("PMREMSphericalGaussianBlur",{envMap:{value:null},sigma:{value:0}},`

		#define SAMPLES ${f_}
		#define GOLDEN_ANGLE 2.39996322973

		varying vec3 vWorldDirection;

		uniform samplerCube envMap;
		uniform float sigma;

		#include <common>

		void main() {

			vec3 outputDirection = normalize( vWorldDirection );

			vec3 up = abs( outputDirection.z ) < 0.999 ? vec3( 0.0, 0.0, 1.0 ) : vec3( 1.0, 0.0, 0.0 );
			vec3 tangent = normalize( cross( up, outputDirection ) );
			vec3 bitangent = cross( outputDirection, tangent );

			// Truncate the kernel at three standard deviations or at the antipode.
			float thetaMax = min( 3.0 * sigma, PI );
			float truncation = 1.0 - exp( - 0.5 * thetaMax * thetaMax / ( sigma * sigma ) );

			vec3 accumColor = vec3( 0.0 );
			float accumWeight = 0.0;

			for ( int i = 0; i < SAMPLES; i ++ ) {

				// Stratified inverse-CDF sampling of the Gaussian, placed on a golden-angle spiral.
				float stratum = ( float( i ) + 0.5 ) / float( SAMPLES );
				float theta = sigma * sqrt( - 2.0 * log( 1.0 - stratum * truncation ) );
				float phi = float( i ) * GOLDEN_ANGLE;

				vec3 offset = cos( phi ) * tangent + sin( phi ) * bitangent;
				vec3 sampleDirection = cos( theta ) * outputDirection + sin( theta ) * offset;

				// Correct the planar sample density to solid angle.
				float weight = sin( theta ) / theta;

				accumColor += weight * textureLod( envMap, sampleDirection, 0.0 ).rgb;
				accumWeight += weight;

			}

			gl_FragColor = vec4( accumColor / accumWeight, 1.0 );

		}
	`)}function ff(){return Wr("PMREMEquirectangularToCubemap",{envMap:{value:null}},`

		varying vec3 vWorldDirection;

		uniform sampler2D envMap;

		#include <common>

		void main() {

			// Average four subpixel samples to preserve small, bright features.
			vec3 direction = normalize( vWorldDirection );
			vec3 dx = dFdx( direction ) * 0.25;
			vec3 dy = dFdy( direction ) * 0.25;

			vec3 color = textureLod( envMap, equirectUv( normalize( direction - dx - dy ) ), 0.0 ).rgb;
			color += textureLod( envMap, equirectUv( normalize( direction + dx - dy ) ), 0.0 ).rgb;
			color += textureLod( envMap, equirectUv( normalize( direction - dx + dy ) ), 0.0 ).rgb;
			color += textureLod( envMap, equirectUv( normalize( direction + dx + dy ) ), 0.0 ).rgb;
			gl_FragColor = vec4( color * 0.25, 1.0 );

		}
	`)}function mf(){return Wr("PMREMCubemapToCubemap",{envMap:{value:null},flipEnvMap:{value:-1}},`

		varying vec3 vWorldDirection;

		uniform samplerCube envMap;
		uniform float flipEnvMap;

		void main() {

			gl_FragColor = vec4( textureCube( envMap, vec3( flipEnvMap * vWorldDirection.x, vWorldDirection.yz ) ).rgb, 1.0 );

		}
	`)}function b_(i){let e=new WeakMap,t=new WeakMap,n=null;function s(d,p=!1){return d==null?null:p?o(d):r(d)}function r(d){if(d&&d.isTexture){let p=d.mapping;if(p===La||p===Ia)if(e.has(d)){let g=e.get(d).texture;return a(g,d.mapping)}else{let g=d.image;if(g&&g.height>0){let _=new Gr(g.height);return _.fromEquirectangularTexture(i,d),e.set(d,_),d.addEventListener("dispose",c),a(_.texture,d.mapping)}else return null}}return d}function o(d){if(d&&d.isTexture&&d.isPMREMTexture!==!0){let p=d.mapping,g=p===La||p===Ia,_=p===ss||p===Us;if(g||_){let m=t.get(d),f=m!==void 0?m.texture.pmremVersion:0;if(d.isRenderTargetTexture&&d.pmremVersion!==f)return n===null&&(n=new vl(i)),m=g?n.fromEquirectangular(d,m):n.fromCubemap(d,m),m.texture.pmremVersion=d.pmremVersion,t.set(d,m),m.texture;if(m!==void 0)return m.texture;{let b=d.image;return g&&b&&b.height>0||_&&b&&l(b)?(n===null&&(n=new vl(i)),m=g?n.fromEquirectangular(d):n.fromCubemap(d),m.texture.pmremVersion=d.pmremVersion,t.set(d,m),d.addEventListener("dispose",h),m.texture):null}}}return d}function a(d,p){return p===La?d.mapping=ss:p===Ia&&(d.mapping=Us),d}function l(d){let p=0,g=6;for(let _=0;_<g;_++)d[_]!==void 0&&p++;return p===g}function c(d){let p=d.target;p.removeEventListener("dispose",c);let g=e.get(p);g!==void 0&&(e.delete(p),g.dispose())}function h(d){let p=d.target;p.removeEventListener("dispose",h);let g=t.get(p);g!==void 0&&(t.delete(p),g.dispose())}function u(){e=new WeakMap,t=new WeakMap,n!==null&&(n.dispose(),n=null)}return{get:s,dispose:u}}function w_(i){let e={};function t(n){if(e[n]!==void 0)return e[n];let s=i.getExtension(n);return e[n]=s,s}return{has:function(n){return t(n)!==null},init:function(){t("EXT_color_buffer_float"),t("WEBGL_clip_cull_distance"),t("OES_texture_float_linear"),t("EXT_color_buffer_half_float"),t("WEBGL_multisampled_render_to_texture"),t("WEBGL_render_shared_exponent")},get:function(n){let s=t(n);return s===null&&cr("WebGLRenderer: "+n+" extension not supported."),s}}}function M_(i,e,t,n){let s={},r=new WeakMap,o=new FinalizationRegistry(g=>delete s[g]);function a(g){l(g.target)}function l(g){g.index!==null&&e.remove(g.index);for(let m in g.attributes)e.remove(g.attributes[m]);g.removeEventListener("dispose",a),delete s[g.id],o.unregister(g);let _=r.get(g);_&&(e.remove(_),r.delete(g)),n.releaseStatesOfGeometry(g),g.isInstancedBufferGeometry===!0&&delete g._maxInstanceCount,t.memory.geometries--}function c(g,_){return s[_.id]!==void 0||(_.addEventListener("dispose",a),s[_.id]=new WeakRef(_),o.register(_,_.id,_),t.memory.geometries++),_}function h(g){let _=g.attributes;for(let m in _)e.update(_[m],i.ARRAY_BUFFER)}function u(g){let _=g.index,m=g.attributes.position,f=0;if(m===void 0)return;let b=_!==null?_.array.length:m.array.length/3-1,A=m.count>=65535?Ji:Zi,S=new A(Math.ceil(b/3)*6,1),C=S.array;if(_!==null){let x=_.array;f=_.version;for(let M=0,B=0;M<b;M+=3){let L=x[M+0],F=x[M+1],H=x[M+2];C[B++]=L,C[B++]=F,C[B++]=F,C[B++]=H,C[B++]=H,C[B++]=L}}else{f=m.version;for(let x=0,M=0;x<b;x+=3){let B=x+0,L=x+1,F=x+2;C[M++]=B,C[M++]=L,C[M++]=L,C[M++]=F,C[M++]=F,C[M++]=B}}S.version=f;let E=r.get(g);E&&e.remove(E),r.set(g,S)}function d(g){let _=r.get(g);if(_){let m=g.index;m!==null&&_.version<m.version&&u(g)}else u(g);return r.get(g)}function p(){for(let g in s){let _=s[g].deref();_!==void 0&&l(_)}}return{get:c,update:h,getWireframeAttribute:d,dispose:p}}function S_(i,e,t){let n;function s(u){n=u}let r,o;function a(u){r=u.type,o=u.bytesPerElement}function l(u,d){i.drawElements(n,d,r,u*o),t.update(d,n,1)}function c(u,d,p){p!==0&&(i.drawElementsInstanced(n,d,r,u*o,p),t.update(d,n,p))}function h(u,d,p){if(p===0)return;e.get("WEBGL_multi_draw").multiDrawElementsWEBGL(n,d,0,r,u,0,p);let _=0;for(let m=0;m<p;m++)_+=d[m];t.update(_,n,1)}this.setMode=s,this.setIndex=a,this.render=l,this.renderInstances=c,this.renderMultiDraw=h}function E_(i){let e={geometries:0,textures:0},t={frame:0,calls:0,triangles:0,points:0,lines:0};function n(r,o,a){switch(t.calls++,o){case i.TRIANGLES:t.triangles+=a*(r/3);break;case i.LINES:t.lines+=a*(r/2);break;case i.LINE_STRIP:t.lines+=a*(r-1);break;case i.LINE_LOOP:t.lines+=a*r;break;case i.POINTS:t.points+=a*r;break;default:Ne("WebGLInfo: Unknown draw mode:",o);break}}function s(){t.calls=0,t.triangles=0,t.points=0,t.lines=0}return{memory:e,render:t,programs:null,autoReset:!0,reset:s,update:n}}function T_(i,e,t){let n=new WeakMap,s=new pt;function r(o,a,l){let c=o.morphTargetInfluences,h=a.morphAttributes.position||a.morphAttributes.normal||a.morphAttributes.color,u=h!==void 0?h.length:0,d=n.get(a);if(d===void 0||d.count!==u){let B=function(){x.dispose(),n.delete(a),a.removeEventListener("dispose",B)};d!==void 0&&d.texture.dispose();let p=a.morphAttributes.position!==void 0,g=a.morphAttributes.normal!==void 0,_=a.morphAttributes.color!==void 0,m=a.morphAttributes.position||[],f=a.morphAttributes.normal||[],b=a.morphAttributes.color||[],A=0;p===!0&&(A=1),g===!0&&(A=2),_===!0&&(A=3);let S=a.attributes.position.count*A,C=1;S>e.maxTextureSize&&(C=Math.ceil(S/e.maxTextureSize),S=e.maxTextureSize);let E=new Float32Array(S*C*4*u),x=new gr(E,S,C,u);x.type=Pn,x.needsUpdate=!0;let M=A*4;for(let L=0;L<u;L++){let F=m[L],H=f[L],q=b[L],P=S*C*4*L;for(let X=0;X<F.count;X++){let Z=X*M;p===!0&&(s.fromBufferAttribute(F,X),E[P+Z+0]=s.x,E[P+Z+1]=s.y,E[P+Z+2]=s.z,E[P+Z+3]=0),g===!0&&(s.fromBufferAttribute(H,X),E[P+Z+4]=s.x,E[P+Z+5]=s.y,E[P+Z+6]=s.z,E[P+Z+7]=0),_===!0&&(s.fromBufferAttribute(q,X),E[P+Z+8]=s.x,E[P+Z+9]=s.y,E[P+Z+10]=s.z,E[P+Z+11]=q.itemSize===4?s.w:1)}}d={count:u,texture:x,size:new Ie(S,C)},n.set(a,d),a.addEventListener("dispose",B)}if(o.isInstancedMesh===!0&&o.morphTexture!==null)l.getUniforms().setValue(i,"morphTexture",o.morphTexture,t);else{let p=0;for(let _=0;_<c.length;_++)p+=c[_];let g=a.morphTargetsRelative?1:1-p;l.getUniforms().setValue(i,"morphTargetBaseInfluence",g),l.getUniforms().setValue(i,"morphTargetInfluences",c)}l.getUniforms().setValue(i,"morphTargetsTexture",d.texture,t),l.getUniforms().setValue(i,"morphTargetsTextureSize",d.size)}return{update:r}}function A_(i,e,t,n,s){let r=new WeakMap;function o(c){let h=s.render.frame,u=c.geometry,d=e.get(c,u);if(r.get(d)!==h&&(e.update(d),r.set(d,h)),c.isInstancedMesh&&(c.hasEventListener("dispose",l)===!1&&c.addEventListener("dispose",l),r.get(c)!==h&&(t.update(c.instanceMatrix,i.ARRAY_BUFFER),c.instanceColor!==null&&t.update(c.instanceColor,i.ARRAY_BUFFER),r.set(c,h))),c.isSkinnedMesh){let p=c.skeleton;r.get(p)!==h&&(p.update(),r.set(p,h))}return d}function a(){r=new WeakMap}function l(c){let h=c.target;h.removeEventListener("dispose",l),n.releaseStatesOfObject(h),t.remove(h.instanceMatrix),h.instanceColor!==null&&t.remove(h.instanceColor)}return{update:o,dispose:a}}var C_={[bh]:"LINEAR_TONE_MAPPING",[wh]:"REINHARD_TONE_MAPPING",[Mh]:"CINEON_TONE_MAPPING",[Sh]:"ACES_FILMIC_TONE_MAPPING",[Th]:"AGX_TONE_MAPPING",[Ah]:"NEUTRAL_TONE_MAPPING",[Eh]:"CUSTOM_TONE_MAPPING"};function R_(i,e,t,n,s,r){let o=new dn(e,t,{type:i,depthBuffer:s,stencilBuffer:r,samples:n?4:0,storeMultisampledDepthBuffer:!1,storeMultisampledStencilBuffer:!1,resolveDepthBuffer:!1,resolveStencilBuffer:!1}),a=null,l=null,c=null,h=new on;h.setAttribute("position",new Ct([-1,3,0,-1,-1,0,3,-1,0],3)),h.setAttribute("uv",new Ct([0,2,0,0,2,0],2));let u=new ma({uniforms:{tDiffuse:{value:null}},vertexShader:`
			precision highp float;

			uniform mat4 modelViewMatrix;
			uniform mat4 projectionMatrix;

			attribute vec3 position;
			attribute vec2 uv;

			varying vec2 vUv;

			void main() {
				vUv = uv;
				gl_Position = projectionMatrix * modelViewMatrix * vec4( position, 1.0 );
			}`,fragmentShader:`
			precision highp float;

			uniform sampler2D tDiffuse;

			varying vec2 vUv;

			#include <tonemapping_pars_fragment>
			#include <colorspace_pars_fragment>

			void main() {
				gl_FragColor = texture2D( tDiffuse, vUv );

				#ifdef LINEAR_TONE_MAPPING
					gl_FragColor.rgb = LinearToneMapping( gl_FragColor.rgb );
				#elif defined( REINHARD_TONE_MAPPING )
					gl_FragColor.rgb = ReinhardToneMapping( gl_FragColor.rgb );
				#elif defined( CINEON_TONE_MAPPING )
					gl_FragColor.rgb = CineonToneMapping( gl_FragColor.rgb );
				#elif defined( ACES_FILMIC_TONE_MAPPING )
					gl_FragColor.rgb = ACESFilmicToneMapping( gl_FragColor.rgb );
				#elif defined( AGX_TONE_MAPPING )
					gl_FragColor.rgb = AgXToneMapping( gl_FragColor.rgb );
				#elif defined( NEUTRAL_TONE_MAPPING )
					gl_FragColor.rgb = NeutralToneMapping( gl_FragColor.rgb );
				#elif defined( CUSTOM_TONE_MAPPING )
					gl_FragColor.rgb = CustomToneMapping( gl_FragColor.rgb );
				#endif

				#ifdef SRGB_TRANSFER
					gl_FragColor = sRGBTransferOETF( gl_FragColor );
				#endif
			}`,depthTest:!1,depthWrite:!1}),d=new tn(h,u),p=new ts(-1,1,1,-1,0,1),g=null,_=null,m=!1,f,b=null,A=[],S=!1;this.setSize=function(C,E){o.setSize(C,E),a!==null&&a.setSize(C,E),l!==null&&l.setSize(C,E);for(let x=0;x<A.length;x++){let M=A[x];M.setSize&&M.setSize(C,E)}},this.setEffects=function(C){A=C,S=A.length>0&&A[0].isRenderPass===!0;let E=o.width,x=o.height;A.length>0&&a===null&&(a=new dn(E,x,{type:Ln,depthBuffer:!1,stencilBuffer:!1}),l=new dn(E,x,{type:Ln,depthBuffer:!1,stencilBuffer:!1}));let M=s===!0&&A.some(B=>B.needsDepthTexture===!0);M!==(o.depthTexture!==null)&&(M===!0&&c===null&&(c=new ri(E,x),r===!0&&(c.format=ai,c.type=rs)),o.dispose(),o.depthTexture=M?c:null,o.resolveDepthBuffer=M,o.storeMultisampledDepthBuffer=M);for(let B=0;B<A.length;B++){let L=A[B];L.setSize&&L.setSize(E,x),M&&L.needsDepthTexture===!0&&L.setDepthTexture&&L.setDepthTexture(c)}},this.begin=function(C,E){if(m||C.toneMapping===Hn&&A.length===0)return!1;if(b=E,E!==null){let x=E.width,M=E.height;(o.width!==x||o.height!==M)&&this.setSize(x,M)}return S===!1&&C.setRenderTarget(o),f=C.toneMapping,C.toneMapping=Hn,!0},this.hasRenderPass=function(){return S},this.end=function(C,E){C.toneMapping=f,m=!0;let x=o,M=a;for(let B=0;B<A.length;B++){let L=A[B];L.enabled!==!1&&(L.render(C,M,x,E),L.needsSwap!==!1&&(x=M,M=M===a?l:a))}if(g!==C.outputColorSpace||_!==C.toneMapping){g=C.outputColorSpace,_=C.toneMapping,u.defines={},Ye.getTransfer(g)===et&&(u.defines.SRGB_TRANSFER="");let B=C_[_];B&&(u.defines[B]=""),u.needsUpdate=!0}u.uniforms.tDiffuse.value=x.texture,C.setRenderTarget(b),C.render(d,p),b=null,m=!1},this.isCompositing=function(){return m},this.dispose=function(){o.dispose(),a!==null&&a.dispose(),l!==null&&l.dispose(),h.dispose(),u.dispose()}}var Uf=new en,kf=new ri(1,1),Bf=new Sr(1),zf=new gr,Hf=new ha,Vf=new Mr,gf=[],xf=[],vf=new Float32Array(16),yf=new Float32Array(9),_f=new Float32Array(4);function Hs(i,e,t){let n=i[0];if(n<=0||n>0)return i;let s=e*t,r=gf[s];if(r===void 0&&(r=new Float32Array(s),gf[s]=r),e!==0){n.toArray(r,0);for(let o=1,a=0;o!==e;++o)a+=t,i[o].toArray(r,a)}return r}function Pt(i,e){if(i.length!==e.length)return!1;for(let t=0,n=i.length;t<n;t++)if(i[t]!==e[t])return!1;return!0}function Lt(i,e){for(let t=0,n=e.length;t<n;t++)i[t]=e[t]}function _l(i,e){let t=xf[e];t===void 0&&(t=new Int32Array(e),xf[e]=t);for(let n=0;n!==e;++n)t[n]=i.allocateTextureUnit();return t}function P_(i,e){let t=this.cache;t[0]!==e&&(i.uniform1f(this.addr,e),t[0]=e)}function L_(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y)&&(i.uniform2f(this.addr,e.x,e.y),t[0]=e.x,t[1]=e.y);else{if(Pt(t,e))return;i.uniform2fv(this.addr,e),Lt(t,e)}}function I_(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y||t[2]!==e.z)&&(i.uniform3f(this.addr,e.x,e.y,e.z),t[0]=e.x,t[1]=e.y,t[2]=e.z);else if(e.r!==void 0)(t[0]!==e.r||t[1]!==e.g||t[2]!==e.b)&&(i.uniform3f(this.addr,e.r,e.g,e.b),t[0]=e.r,t[1]=e.g,t[2]=e.b);else{if(Pt(t,e))return;i.uniform3fv(this.addr,e),Lt(t,e)}}function D_(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y||t[2]!==e.z||t[3]!==e.w)&&(i.uniform4f(this.addr,e.x,e.y,e.z,e.w),t[0]=e.x,t[1]=e.y,t[2]=e.z,t[3]=e.w);else{if(Pt(t,e))return;i.uniform4fv(this.addr,e),Lt(t,e)}}function N_(i,e){let t=this.cache,n=e.elements;if(n===void 0){if(Pt(t,e))return;i.uniformMatrix2fv(this.addr,!1,e),Lt(t,e)}else{if(Pt(t,n))return;_f.set(n),i.uniformMatrix2fv(this.addr,!1,_f),Lt(t,n)}}function F_(i,e){let t=this.cache,n=e.elements;if(n===void 0){if(Pt(t,e))return;i.uniformMatrix3fv(this.addr,!1,e),Lt(t,e)}else{if(Pt(t,n))return;yf.set(n),i.uniformMatrix3fv(this.addr,!1,yf),Lt(t,n)}}function O_(i,e){let t=this.cache,n=e.elements;if(n===void 0){if(Pt(t,e))return;i.uniformMatrix4fv(this.addr,!1,e),Lt(t,e)}else{if(Pt(t,n))return;vf.set(n),i.uniformMatrix4fv(this.addr,!1,vf),Lt(t,n)}}function U_(i,e){let t=this.cache;t[0]!==e&&(i.uniform1i(this.addr,e),t[0]=e)}function k_(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y)&&(i.uniform2i(this.addr,e.x,e.y),t[0]=e.x,t[1]=e.y);else{if(Pt(t,e))return;i.uniform2iv(this.addr,e),Lt(t,e)}}function B_(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y||t[2]!==e.z)&&(i.uniform3i(this.addr,e.x,e.y,e.z),t[0]=e.x,t[1]=e.y,t[2]=e.z);else{if(Pt(t,e))return;i.uniform3iv(this.addr,e),Lt(t,e)}}function z_(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y||t[2]!==e.z||t[3]!==e.w)&&(i.uniform4i(this.addr,e.x,e.y,e.z,e.w),t[0]=e.x,t[1]=e.y,t[2]=e.z,t[3]=e.w);else{if(Pt(t,e))return;i.uniform4iv(this.addr,e),Lt(t,e)}}function H_(i,e){let t=this.cache;t[0]!==e&&(i.uniform1ui(this.addr,e),t[0]=e)}function V_(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y)&&(i.uniform2ui(this.addr,e.x,e.y),t[0]=e.x,t[1]=e.y);else{if(Pt(t,e))return;i.uniform2uiv(this.addr,e),Lt(t,e)}}function G_(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y||t[2]!==e.z)&&(i.uniform3ui(this.addr,e.x,e.y,e.z),t[0]=e.x,t[1]=e.y,t[2]=e.z);else{if(Pt(t,e))return;i.uniform3uiv(this.addr,e),Lt(t,e)}}function W_(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y||t[2]!==e.z||t[3]!==e.w)&&(i.uniform4ui(this.addr,e.x,e.y,e.z,e.w),t[0]=e.x,t[1]=e.y,t[2]=e.z,t[3]=e.w);else{if(Pt(t,e))return;i.uniform4uiv(this.addr,e),Lt(t,e)}}function bl(i){return i.version===0&&(i.compareFunction=kh,i.needsUpdate=!0),i}function X_(i,e,t){let n=this.cache,s=t.allocateTextureUnit();n[0]!==s&&(i.uniform1i(this.addr,s),n[0]=s);let r;this.type===i.SAMPLER_2D_SHADOW?r=bl(kf):r=Uf,t.setTexture2D(e||r,s)}function $_(i,e,t){let n=this.cache,s=t.allocateTextureUnit();n[0]!==s&&(i.uniform1i(this.addr,s),n[0]=s),t.setTexture3D(e||Hf,s)}function q_(i,e,t){let n=this.cache,s=t.allocateTextureUnit();n[0]!==s&&(i.uniform1i(this.addr,s),n[0]=s);let r;this.type===i.SAMPLER_CUBE_SHADOW?r=bl(Bf):r=Vf,t.setTextureCube(e||r,s)}function Y_(i,e,t){let n=this.cache,s=t.allocateTextureUnit();n[0]!==s&&(i.uniform1i(this.addr,s),n[0]=s),t.setTexture2DArray(e||zf,s)}function K_(i){switch(i){case 5126:return P_;case 35664:return L_;case 35665:return I_;case 35666:return D_;case 35674:return N_;case 35675:return F_;case 35676:return O_;case 5124:case 35670:return U_;case 35667:case 35671:return k_;case 35668:case 35672:return B_;case 35669:case 35673:return z_;case 5125:return H_;case 36294:return V_;case 36295:return G_;case 36296:return W_;case 35678:case 36198:case 36298:case 36306:case 35682:return X_;case 35679:case 36299:case 36307:return $_;case 35680:case 36300:case 36308:case 36293:return q_;case 36289:case 36303:case 36311:case 36292:return Y_}}function j_(i,e){i.uniform1fv(this.addr,e)}function Z_(i,e){let t=Hs(e,this.size,2);i.uniform2fv(this.addr,t)}function J_(i,e){let t=Hs(e,this.size,3);i.uniform3fv(this.addr,t)}function Q_(i,e){let t=Hs(e,this.size,4);i.uniform4fv(this.addr,t)}function eb(i,e){let t=Hs(e,this.size,4);i.uniformMatrix2fv(this.addr,!1,t)}function tb(i,e){let t=Hs(e,this.size,9);i.uniformMatrix3fv(this.addr,!1,t)}function nb(i,e){let t=Hs(e,this.size,16);i.uniformMatrix4fv(this.addr,!1,t)}function ib(i,e){i.uniform1iv(this.addr,e)}function sb(i,e){i.uniform2iv(this.addr,e)}function rb(i,e){i.uniform3iv(this.addr,e)}function ob(i,e){i.uniform4iv(this.addr,e)}function ab(i,e){i.uniform1uiv(this.addr,e)}function lb(i,e){i.uniform2uiv(this.addr,e)}function cb(i,e){i.uniform3uiv(this.addr,e)}function hb(i,e){i.uniform4uiv(this.addr,e)}function ub(i,e,t){let n=this.cache,s=e.length,r=_l(t,s);Pt(n,r)||(i.uniform1iv(this.addr,r),Lt(n,r));let o;this.type===i.SAMPLER_2D_SHADOW?o=bl(kf):o=Uf;for(let a=0;a!==s;++a)t.setTexture2D(e[a]||o,r[a])}function db(i,e,t){let n=this.cache,s=e.length,r=_l(t,s);Pt(n,r)||(i.uniform1iv(this.addr,r),Lt(n,r));for(let o=0;o!==s;++o)t.setTexture3D(e[o]||Hf,r[o])}function pb(i,e,t){let n=this.cache,s=e.length,r=_l(t,s);Pt(n,r)||(i.uniform1iv(this.addr,r),Lt(n,r));let o;this.type===i.SAMPLER_CUBE_SHADOW?o=bl(Bf):o=Vf;for(let a=0;a!==s;++a)t.setTextureCube(e[a]||o,r[a])}function fb(i,e,t){let n=this.cache,s=e.length,r=_l(t,s);Pt(n,r)||(i.uniform1iv(this.addr,r),Lt(n,r));for(let o=0;o!==s;++o)t.setTexture2DArray(e[o]||zf,r[o])}function mb(i){switch(i){case 5126:return j_;case 35664:return Z_;case 35665:return J_;case 35666:return Q_;case 35674:return eb;case 35675:return tb;case 35676:return nb;case 5124:case 35670:return ib;case 35667:case 35671:return sb;case 35668:case 35672:return rb;case 35669:case 35673:return ob;case 5125:return ab;case 36294:return lb;case 36295:return cb;case 36296:return hb;case 35678:case 36198:case 36298:case 36306:case 35682:return ub;case 35679:case 36299:case 36307:return db;case 35680:case 36300:case 36308:case 36293:return pb;case 36289:case 36303:case 36311:case 36292:return fb}}var jh=class{constructor(e,t,n){this.id=e,this.addr=n,this.cache=[],this.type=t.type,this.setValue=K_(t.type)}},Zh=class{constructor(e,t,n){this.id=e,this.addr=n,this.cache=[],this.type=t.type,this.size=t.size,this.setValue=mb(t.type)}},Jh=class{constructor(e){this.id=e,this.seq=[],this.map={}}setValue(e,t,n){let s=this.seq;for(let r=0,o=s.length;r!==o;++r){let a=s[r];a.setValue(e,t[a.id],n)}}},Yh=/(\w+)(\])?(\[|\.)?/g;function bf(i,e){i.seq.push(e),i.map[e.id]=e}function gb(i,e,t){let n=i.name,s=n.length;for(Yh.lastIndex=0;;){let r=Yh.exec(n),o=Yh.lastIndex,a=r[1],l=r[2]==="]",c=r[3];if(l&&(a=a|0),c===void 0||c==="["&&o+2===s){bf(t,c===void 0?new jh(a,i,e):new Zh(a,i,e));break}else{let u=t.map[a];u===void 0&&(u=new Jh(a),bf(t,u)),t=u}}}var zs=class{constructor(e,t){this.seq=[],this.map={};let n=e.getProgramParameter(t,e.ACTIVE_UNIFORMS);for(let o=0;o<n;++o){let a=e.getActiveUniform(t,o),l=e.getUniformLocation(t,a.name);gb(a,l,this)}let s=[],r=[];for(let o of this.seq)o.type===e.SAMPLER_2D_SHADOW||o.type===e.SAMPLER_CUBE_SHADOW||o.type===e.SAMPLER_2D_ARRAY_SHADOW?s.push(o):r.push(o);s.length>0&&(this.seq=s.concat(r))}setValue(e,t,n,s){let r=this.map[t];r!==void 0&&r.setValue(e,n,s)}setOptional(e,t,n){let s=t[n];s!==void 0&&this.setValue(e,n,s)}static upload(e,t,n,s){for(let r=0,o=t.length;r!==o;++r){let a=t[r],l=n[a.id];l.needsUpdate!==!1&&a.setValue(e,l.value,s)}}static seqWithValue(e,t){let n=[];for(let s=0,r=e.length;s!==r;++s){let o=e[s];o.id in t&&n.push(o)}return n}};function wf(i,e,t){let n=i.createShader(e);return i.shaderSource(n,t),i.compileShader(n),n}var xb=37297,vb=0;function yb(i,e){let t=i.split(`
`),n=[],s=Math.max(e-6,0),r=Math.min(e+6,t.length);for(let o=s;o<r;o++){let a=o+1;n.push(`${a===e?">":" "} ${a}: ${t[o]}`)}return n.join(`
`)}var Mf=new Fe;function _b(i){Ye._getMatrix(Mf,Ye.workingColorSpace,i);let e=`mat3( ${Mf.elements.map(t=>t.toFixed(4))} )`;switch(Ye.getTransfer(i)){case fr:return[e,"LinearTransferOETF"];case et:return[e,"sRGBTransferOETF"];default:return Ce("WebGLProgram: Unsupported color space: ",i),[e,"LinearTransferOETF"]}}function Sf(i,e,t){let n=i.getShaderParameter(e,i.COMPILE_STATUS),r=(i.getShaderInfoLog(e)||"").trim();if(n&&r==="")return"";let o=/ERROR: 0:(\d+)/.exec(r);if(o){let a=parseInt(o[1]);return t.toUpperCase()+`

`+r+`

`+yb(i.getShaderSource(e),a)}else return r}function bb(i,e){let t=_b(e);return[`vec4 ${i}( vec4 value ) {`,`	return ${t[1]}( vec4( ${t[0]} * value.rgb, value.a ) );`,"}"].join(`
`)}var wb={[bh]:"Linear",[wh]:"Reinhard",[Mh]:"Cineon",[Sh]:"ACESFilmic",[Th]:"AgX",[Ah]:"Neutral",[Eh]:"Custom"};function Mb(i,e){let t=wb[e];return t===void 0?(Ce("WebGLProgram: Unsupported toneMapping:",e),"vec3 "+i+"( vec3 color ) { return LinearToneMapping( color ); }"):"vec3 "+i+"( vec3 color ) { return "+t+"ToneMapping( color ); }"}var xl=new N;function Sb(){Ye.getLuminanceCoefficients(xl);let i=xl.x.toFixed(4),e=xl.y.toFixed(4),t=xl.z.toFixed(4);return["float luminance( const in vec3 rgb ) {",`	const vec3 weights = vec3( ${i}, ${e}, ${t} );`,"	return dot( weights, rgb );","}"].join(`
`)}function Eb(i){return[i.extensionClipCullDistance?"#extension GL_ANGLE_clip_cull_distance : require":"",i.extensionMultiDraw?"#extension GL_ANGLE_multi_draw : require":""].filter(Vr).join(`
`)}function Tb(i){let e=[];for(let t in i){let n=i[t];n!==!1&&e.push("#define "+t+" "+n)}return e.join(`
`)}function Ab(i,e){let t={},n=i.getProgramParameter(e,i.ACTIVE_ATTRIBUTES);for(let s=0;s<n;s++){let r=i.getActiveAttrib(e,s),o=r.name,a=1;r.type===i.FLOAT_MAT2&&(a=2),r.type===i.FLOAT_MAT3&&(a=3),r.type===i.FLOAT_MAT4&&(a=4),t[o]={type:r.type,location:i.getAttribLocation(e,o),locationSize:a}}return t}function Vr(i){return i!==""}function Ef(i,e){let t=e.numSpotLightShadows+e.numSpotLightMaps-e.numSpotLightShadowsWithMaps;return i.replace(/NUM_SUN_LIGHTS/g,e.numSunLights).replace(/NUM_DIR_LIGHTS/g,e.numDirLights).replace(/NUM_SPOT_LIGHTS/g,e.numSpotLights).replace(/NUM_SPOT_LIGHT_MAPS/g,e.numSpotLightMaps).replace(/NUM_SPOT_LIGHT_COORDS/g,t).replace(/NUM_RECT_AREA_LIGHTS/g,e.numRectAreaLights).replace(/NUM_POINT_LIGHTS/g,e.numPointLights).replace(/NUM_HEMI_LIGHTS/g,e.numHemiLights).replace(/NUM_SUN_LIGHT_SHADOWS/g,e.numSunLightShadows).replace(/NUM_DIR_LIGHT_SHADOWS/g,e.numDirLightShadows).replace(/NUM_SPOT_LIGHT_SHADOWS_WITH_MAPS/g,e.numSpotLightShadowsWithMaps).replace(/NUM_SPOT_LIGHT_SHADOWS/g,e.numSpotLightShadows).replace(/NUM_POINT_LIGHT_SHADOWS/g,e.numPointLightShadows).replace(/NUM_LIGHT_PROBE_GRIDS/g,e.numLightProbeGrids)}function Tf(i,e){return i.replace(/NUM_CLIPPING_PLANES/g,e.numClippingPlanes).replace(/UNION_CLIPPING_PLANES/g,e.numClippingPlanes-e.numClipIntersection)}var Cb=/^[ \t]*#include +<([\w\d./]+)>/gm;function Qh(i){return i.replace(Cb,Rb)}function Rb(i,e){let t=Ve[e];if(t===void 0)throw new Error("THREE.WebGLProgram: Can not resolve #include <"+e+">");return Qh(t)}var Pb=/#pragma unroll_loop_start\s+for\s*\(\s*int\s+i\s*=\s*(\d+)\s*;\s*i\s*<\s*(\d+)\s*;\s*i\s*\+\+\s*\)\s*{([\s\S]+?)}\s+#pragma unroll_loop_end/g;function Af(i){return i.replace(Pb,Lb)}function Lb(i,e,t,n){let s="";for(let r=parseInt(e);r<parseInt(t);r++)s+=n.replace(/\[\s*i\s*\]/g,"[ "+r+" ]").replace(/UNROLLED_LOOP_INDEX/g,r);return s}function Cf(i){let e=`precision ${i.precision} float;
	precision ${i.precision} int;
	precision ${i.precision} sampler2D;
	precision ${i.precision} samplerCube;
	precision ${i.precision} sampler3D;
	precision ${i.precision} sampler2DArray;
	precision ${i.precision} sampler2DShadow;
	precision ${i.precision} samplerCubeShadow;
	precision ${i.precision} sampler2DArrayShadow;
	precision ${i.precision} isampler2D;
	precision ${i.precision} isampler3D;
	precision ${i.precision} isamplerCube;
	precision ${i.precision} isampler2DArray;
	precision ${i.precision} usampler2D;
	precision ${i.precision} usampler3D;
	precision ${i.precision} usamplerCube;
	precision ${i.precision} usampler2DArray;
	`;return i.precision==="highp"?e+=`
#define HIGH_PRECISION`:i.precision==="mediump"?e+=`
#define MEDIUM_PRECISION`:i.precision==="lowp"&&(e+=`
#define LOW_PRECISION`),e}var Ib={[Lr]:"SHADOWMAP_TYPE_PCF",[Fs]:"SHADOWMAP_TYPE_VSM"};function Db(i){return Ib[i.shadowMapType]||"SHADOWMAP_TYPE_BASIC"}var Nb={[Us]:"ENVMAP_MODE_REFRACTION"};function Fb(i){return i.envMap===!1?"ENVMAP_MODE_REFLECTION":Nb[i.envMapMode]||"ENVMAP_MODE_REFLECTION"}var Ob={[_h]:"ENVMAP_BLENDING_MULTIPLY",[Gp]:"ENVMAP_BLENDING_MIX",[Wp]:"ENVMAP_BLENDING_ADD"};function Ub(i){return i.envMap===!1?"ENVMAP_BLENDING_NONE":Ob[i.combine]||"ENVMAP_BLENDING_NONE"}function kb(i,e,t,n){let s=i.getContext(),r=t.defines,o=t.vertexShader,a=t.fragmentShader,l=Db(t),c=t.envMapPMREM===!0?"ENVMAP_TYPE_PMREM":"ENVMAP_TYPE_CUBE",h=Fb(t),u=Ub(t),d=Eb(t),p=Tb(r),g=s.createProgram(),_,m,f=t.glslVersion?"#version "+t.glslVersion+`
`:"";t.isRawShaderMaterial?(_=["#define SHADER_TYPE "+t.shaderType,"#define SHADER_NAME "+t.shaderName,p].filter(Vr).join(`
`),_.length>0&&(_+=`
`),m=["#define SHADER_TYPE "+t.shaderType,"#define SHADER_NAME "+t.shaderName,p].filter(Vr).join(`
`),m.length>0&&(m+=`
`)):(_=[Cf(t),"#define SHADER_TYPE "+t.shaderType,"#define SHADER_NAME "+t.shaderName,p,t.extensionClipCullDistance?"#define USE_CLIP_DISTANCE":"",t.batching?"#define USE_BATCHING":"",t.batchingColor?"#define USE_BATCHING_COLOR":"",t.instancing?"#define USE_INSTANCING":"",t.instancingColor?"#define USE_INSTANCING_COLOR":"",t.instancingMorph?"#define USE_INSTANCING_MORPH":"",t.useFog&&t.fog?"#define USE_FOG":"",t.useFog&&t.fogExp2?"#define FOG_EXP2":"",t.map?"#define USE_MAP":"",t.envMap?"#define USE_ENVMAP":"",t.envMap?"#define "+h:"",t.lightMap?"#define USE_LIGHTMAP":"",t.aoMap?"#define USE_AOMAP":"",t.bumpMap?"#define USE_BUMPMAP":"",t.normalMap?"#define USE_NORMALMAP":"",t.normalMapObjectSpace?"#define USE_NORMALMAP_OBJECTSPACE":"",t.normalMapTangentSpace?"#define USE_NORMALMAP_TANGENTSPACE":"",t.displacementMap?"#define USE_DISPLACEMENTMAP":"",t.emissiveMap?"#define USE_EMISSIVEMAP":"",t.anisotropy?"#define USE_ANISOTROPY":"",t.anisotropyMap?"#define USE_ANISOTROPYMAP":"",t.clearcoatMap?"#define USE_CLEARCOATMAP":"",t.clearcoatRoughnessMap?"#define USE_CLEARCOAT_ROUGHNESSMAP":"",t.clearcoatNormalMap?"#define USE_CLEARCOAT_NORMALMAP":"",t.diffuseRoughnessMap?"#define USE_DIFFUSE_ROUGHNESSMAP":"",t.iridescenceMap?"#define USE_IRIDESCENCEMAP":"",t.iridescenceThicknessMap?"#define USE_IRIDESCENCE_THICKNESSMAP":"",t.specularMap?"#define USE_SPECULARMAP":"",t.specularColorMap?"#define USE_SPECULAR_COLORMAP":"",t.specularIntensityMap?"#define USE_SPECULAR_INTENSITYMAP":"",t.roughnessMap?"#define USE_ROUGHNESSMAP":"",t.metalnessMap?"#define USE_METALNESSMAP":"",t.alphaMap?"#define USE_ALPHAMAP":"",t.alphaHash?"#define USE_ALPHAHASH":"",t.transmission?"#define USE_TRANSMISSION":"",t.transmissionMap?"#define USE_TRANSMISSIONMAP":"",t.thicknessMap?"#define USE_THICKNESSMAP":"",t.sheenColorMap?"#define USE_SHEEN_COLORMAP":"",t.sheenRoughnessMap?"#define USE_SHEEN_ROUGHNESSMAP":"",t.mapUv?"#define MAP_UV "+t.mapUv:"",t.alphaMapUv?"#define ALPHAMAP_UV "+t.alphaMapUv:"",t.lightMapUv?"#define LIGHTMAP_UV "+t.lightMapUv:"",t.aoMapUv?"#define AOMAP_UV "+t.aoMapUv:"",t.emissiveMapUv?"#define EMISSIVEMAP_UV "+t.emissiveMapUv:"",t.bumpMapUv?"#define BUMPMAP_UV "+t.bumpMapUv:"",t.normalMapUv?"#define NORMALMAP_UV "+t.normalMapUv:"",t.displacementMapUv?"#define DISPLACEMENTMAP_UV "+t.displacementMapUv:"",t.metalnessMapUv?"#define METALNESSMAP_UV "+t.metalnessMapUv:"",t.roughnessMapUv?"#define ROUGHNESSMAP_UV "+t.roughnessMapUv:"",t.anisotropyMapUv?"#define ANISOTROPYMAP_UV "+t.anisotropyMapUv:"",t.clearcoatMapUv?"#define CLEARCOATMAP_UV "+t.clearcoatMapUv:"",t.clearcoatNormalMapUv?"#define CLEARCOAT_NORMALMAP_UV "+t.clearcoatNormalMapUv:"",t.clearcoatRoughnessMapUv?"#define CLEARCOAT_ROUGHNESSMAP_UV "+t.clearcoatRoughnessMapUv:"",t.diffuseRoughnessMapUv?"#define DIFFUSE_ROUGHNESSMAP_UV "+t.diffuseRoughnessMapUv:"",t.iridescenceMapUv?"#define IRIDESCENCEMAP_UV "+t.iridescenceMapUv:"",t.iridescenceThicknessMapUv?"#define IRIDESCENCE_THICKNESSMAP_UV "+t.iridescenceThicknessMapUv:"",t.sheenColorMapUv?"#define SHEEN_COLORMAP_UV "+t.sheenColorMapUv:"",t.sheenRoughnessMapUv?"#define SHEEN_ROUGHNESSMAP_UV "+t.sheenRoughnessMapUv:"",t.specularMapUv?"#define SPECULARMAP_UV "+t.specularMapUv:"",t.specularColorMapUv?"#define SPECULAR_COLORMAP_UV "+t.specularColorMapUv:"",t.specularIntensityMapUv?"#define SPECULAR_INTENSITYMAP_UV "+t.specularIntensityMapUv:"",t.transmissionMapUv?"#define TRANSMISSIONMAP_UV "+t.transmissionMapUv:"",t.thicknessMapUv?"#define THICKNESSMAP_UV "+t.thicknessMapUv:"",t.vertexTangents&&t.flatShading===!1?"#define USE_TANGENT":"",t.vertexNormals?"#define HAS_NORMAL":"",t.vertexColors?"#define USE_COLOR":"",t.vertexAlphas?"#define USE_COLOR_ALPHA":"",t.vertexUv1s?"#define USE_UV1":"",t.vertexUv2s?"#define USE_UV2":"",t.vertexUv3s?"#define USE_UV3":"",t.pointsUvs?"#define USE_POINTS_UV":"",t.flatShading?"#define FLAT_SHADED":"",t.skinning?"#define USE_SKINNING":"",t.morphTargets?"#define USE_MORPHTARGETS":"",t.morphNormals&&t.flatShading===!1?"#define USE_MORPHNORMALS":"",t.morphColors?"#define USE_MORPHCOLORS":"",t.morphTargetsCount>0?"#define MORPHTARGETS_TEXTURE_STRIDE "+t.morphTextureStride:"",t.morphTargetsCount>0?"#define MORPHTARGETS_COUNT "+t.morphTargetsCount:"",t.doubleSided?"#define DOUBLE_SIDED":"",t.flipSided?"#define FLIP_SIDED":"",t.shadowMapEnabled?"#define USE_SHADOWMAP":"",t.shadowMapEnabled?"#define "+l:"",t.sizeAttenuation?"#define USE_SIZEATTENUATION":"",t.numLightProbes>0?"#define USE_LIGHT_PROBES":"",t.logarithmicDepthBuffer?"#define USE_LOGARITHMIC_DEPTH_BUFFER":"",t.reversedDepthBuffer?"#define USE_REVERSED_DEPTH_BUFFER":"","uniform mat4 modelMatrix;","uniform mat4 modelViewMatrix;","uniform mat4 projectionMatrix;","uniform mat4 viewMatrix;","uniform mat3 normalMatrix;","uniform vec3 cameraPosition;","uniform bool isOrthographic;","#ifdef USE_INSTANCING","	attribute mat4 instanceMatrix;","#endif","#ifdef USE_INSTANCING_COLOR","	attribute vec3 instanceColor;","#endif","#ifdef USE_INSTANCING_MORPH","	uniform sampler2D morphTexture;","#endif","attribute vec3 position;","attribute vec3 normal;","attribute vec2 uv;","#ifdef USE_UV1","	attribute vec2 uv1;","#endif","#ifdef USE_UV2","	attribute vec2 uv2;","#endif","#ifdef USE_UV3","	attribute vec2 uv3;","#endif","#ifdef USE_TANGENT","	attribute vec4 tangent;","#endif","#if defined( USE_COLOR_ALPHA )","	attribute vec4 color;","#elif defined( USE_COLOR )","	attribute vec3 color;","#endif","#ifdef USE_SKINNING","	attribute vec4 skinIndex;","	attribute vec4 skinWeight;","#endif",`
`].filter(Vr).join(`
`),m=[Cf(t),"#define SHADER_TYPE "+t.shaderType,"#define SHADER_NAME "+t.shaderName,p,t.useFog&&t.fog?"#define USE_FOG":"",t.useFog&&t.fogExp2?"#define FOG_EXP2":"",t.alphaToCoverage?"#define ALPHA_TO_COVERAGE":"",t.map?"#define USE_MAP":"",t.matcap?"#define USE_MATCAP":"",t.envMap?"#define USE_ENVMAP":"",t.envMap?"#define "+c:"",t.envMap?"#define "+h:"",t.envMap?"#define "+u:"",t.envMapPMREM?"#define ENVMAP_MAX_LOD "+t.envMapMaxLod+".0":"",t.envMapPMREM?"#define ENVMAP_SIZE "+t.envMapSize+".0":"",t.lightMap?"#define USE_LIGHTMAP":"",t.aoMap?"#define USE_AOMAP":"",t.bumpMap?"#define USE_BUMPMAP":"",t.normalMap?"#define USE_NORMALMAP":"",t.normalMapObjectSpace?"#define USE_NORMALMAP_OBJECTSPACE":"",t.normalMapTangentSpace?"#define USE_NORMALMAP_TANGENTSPACE":"",t.packedNormalMap?"#define USE_PACKED_NORMALMAP":"",t.emissiveMap?"#define USE_EMISSIVEMAP":"",t.anisotropy?"#define USE_ANISOTROPY":"",t.anisotropyMap?"#define USE_ANISOTROPYMAP":"",t.clearcoat?"#define USE_CLEARCOAT":"",t.clearcoatMap?"#define USE_CLEARCOATMAP":"",t.clearcoatRoughnessMap?"#define USE_CLEARCOAT_ROUGHNESSMAP":"",t.clearcoatNormalMap?"#define USE_CLEARCOAT_NORMALMAP":"",t.diffuseRoughness?"#define USE_DIFFUSE_ROUGHNESS":"",t.diffuseRoughnessMap?"#define USE_DIFFUSE_ROUGHNESSMAP":"",t.dispersion?"#define USE_DISPERSION":"",t.retroreflection?"#define USE_RETROREFLECTION":"",t.iridescence?"#define USE_IRIDESCENCE":"",t.iridescenceMap?"#define USE_IRIDESCENCEMAP":"",t.iridescenceThicknessMap?"#define USE_IRIDESCENCE_THICKNESSMAP":"",t.specularMap?"#define USE_SPECULARMAP":"",t.specularColorMap?"#define USE_SPECULAR_COLORMAP":"",t.specularIntensityMap?"#define USE_SPECULAR_INTENSITYMAP":"",t.roughnessMap?"#define USE_ROUGHNESSMAP":"",t.metalnessMap?"#define USE_METALNESSMAP":"",t.alphaMap?"#define USE_ALPHAMAP":"",t.alphaTest?"#define USE_ALPHATEST":"",t.alphaHash?"#define USE_ALPHAHASH":"",t.sheen?"#define USE_SHEEN":"",t.sheenColorMap?"#define USE_SHEEN_COLORMAP":"",t.sheenRoughnessMap?"#define USE_SHEEN_ROUGHNESSMAP":"",t.transmission?"#define USE_TRANSMISSION":"",t.transmissionMap?"#define USE_TRANSMISSIONMAP":"",t.thicknessMap?"#define USE_THICKNESSMAP":"",t.vertexTangents&&t.flatShading===!1?"#define USE_TANGENT":"",t.vertexColors||t.instancingColor?"#define USE_COLOR":"",t.vertexAlphas||t.batchingColor?"#define USE_COLOR_ALPHA":"",t.vertexUv1s?"#define USE_UV1":"",t.vertexUv2s?"#define USE_UV2":"",t.vertexUv3s?"#define USE_UV3":"",t.pointsUvs?"#define USE_POINTS_UV":"",t.gradientMap?"#define USE_GRADIENTMAP":"",t.flatShading?"#define FLAT_SHADED":"",t.doubleSided?"#define DOUBLE_SIDED":"",t.flipSided?"#define FLIP_SIDED":"",t.shadowMapEnabled?"#define USE_SHADOWMAP":"",t.shadowMapEnabled?"#define "+l:"",t.premultipliedAlpha?"#define PREMULTIPLIED_ALPHA":"",t.numLightProbes>0?"#define USE_LIGHT_PROBES":"",t.decodeVideoTexture?"#define DECODE_VIDEO_TEXTURE":"",t.decodeVideoTextureEmissive?"#define DECODE_VIDEO_TEXTURE_EMISSIVE":"",t.logarithmicDepthBuffer?"#define USE_LOGARITHMIC_DEPTH_BUFFER":"",t.reversedDepthBuffer?"#define USE_REVERSED_DEPTH_BUFFER":"","uniform mat4 viewMatrix;","uniform vec3 cameraPosition;","uniform bool isOrthographic;",t.toneMapping!==Hn?"#define TONE_MAPPING":"",t.toneMapping!==Hn?Ve.tonemapping_pars_fragment:"",t.toneMapping!==Hn?Mb("toneMapping",t.toneMapping):"",t.dithering?"#define DITHERING":"",t.opaque?"#define OPAQUE":"",Ve.colorspace_pars_fragment,bb("linearToOutputTexel",t.outputColorSpace),Sb(),t.useDepthPacking?"#define DEPTH_PACKING "+t.depthPacking:"",`
`].filter(Vr).join(`
`)),o=Qh(o),o=Ef(o,t),o=Tf(o,t),a=Qh(a),a=Ef(a,t),a=Tf(a,t),o=Af(o),a=Af(a),t.isRawShaderMaterial!==!0&&(f=`#version 300 es
`,_=[d,"#define attribute in","#define varying out","#define texture2D texture"].join(`
`)+`
`+_,m=["#define varying in",t.glslVersion===Bh?"":"layout(location = 0) out highp vec4 pc_fragColor;",t.glslVersion===Bh?"":"#define gl_FragColor pc_fragColor","#define gl_FragDepthEXT gl_FragDepth","#define texture2D texture","#define textureCube texture","#define texture2DProj textureProj","#define texture2DLodEXT textureLod","#define texture2DProjLodEXT textureProjLod","#define textureCubeLodEXT textureLod","#define texture2DGradEXT textureGrad","#define texture2DProjGradEXT textureProjGrad","#define textureCubeGradEXT textureGrad"].join(`
`)+`
`+m);let b=f+_+o,A=f+m+a,S=wf(s,s.VERTEX_SHADER,b),C=wf(s,s.FRAGMENT_SHADER,A);s.attachShader(g,S),s.attachShader(g,C),t.index0AttributeName!==void 0?s.bindAttribLocation(g,0,t.index0AttributeName):t.hasPositionAttribute===!0&&s.bindAttribLocation(g,0,"position"),s.linkProgram(g);function E(L){if(i.debug.checkShaderErrors){let F=s.getProgramInfoLog(g)||"",H=s.getShaderInfoLog(S)||"",q=s.getShaderInfoLog(C)||"",P=F.trim(),X=H.trim(),Z=q.trim(),V=!0,ne=!0;if(s.getProgramParameter(g,s.LINK_STATUS)===!1)if(V=!1,typeof i.debug.onShaderError=="function")i.debug.onShaderError(s,g,S,C);else{let W=Sf(s,S,"vertex"),Q=Sf(s,C,"fragment");Ne("WebGLProgram: Shader Error "+s.getError()+" - VALIDATE_STATUS "+s.getProgramParameter(g,s.VALIDATE_STATUS)+`

Material Name: `+L.name+`
Material Type: `+L.type+`

Program Info Log: `+P+`
`+W+`
`+Q)}else P!==""?Ce("WebGLProgram: Program Info Log:",P):(X===""||Z==="")&&(ne=!1);ne&&(L.diagnostics={runnable:V,programLog:P,vertexShader:{log:X,prefix:_},fragmentShader:{log:Z,prefix:m}})}s.deleteShader(S),s.deleteShader(C),x=new zs(s,g),M=Ab(s,g)}let x;this.getUniforms=function(){return x===void 0&&E(this),x};let M;this.getAttributes=function(){return M===void 0&&E(this),M};let B=t.rendererExtensionParallelShaderCompile===!1;return this.isReady=function(){return B===!1&&(B=s.getProgramParameter(g,xb)),B},this.destroy=function(){n.releaseStatesOfProgram(this),s.deleteProgram(g),this.program=void 0},this.type=t.shaderType,this.name=t.shaderName,this.id=vb++,this.cacheKey=e,this.usedTimes=1,this.program=g,this.vertexShader=S,this.fragmentShader=C,this}var Bb=0,eu=class{constructor(){this.shaderCache=new Map,this.materialCache=new Map}update(e,t,n){let s=this._getShaderCacheForMaterial(e);return s.has(t)===!1&&(s.add(t),t.usedTimes++),s.has(n)===!1&&(s.add(n),n.usedTimes++),this}remove(e){let t=this.materialCache.get(e);for(let n of t)n.usedTimes--,n.usedTimes===0&&this.shaderCache.delete(n.code);return this.materialCache.delete(e),this}getVertexShaderStage(e){return this._getShaderStage(e.vertexShader)}getFragmentShaderStage(e){return this._getShaderStage(e.fragmentShader)}dispose(){this.shaderCache.clear(),this.materialCache.clear()}_getShaderCacheForMaterial(e){let t=this.materialCache,n=t.get(e);return n===void 0&&(n=new Set,t.set(e,n)),n}_getShaderStage(e){let t=this.shaderCache,n=t.get(e);return n===void 0&&(n=new tu(e),t.set(e,n)),n}},tu=class{constructor(e){this.id=Bb++,this.code=e,this.usedTimes=0}};function zb(i){return i===Li||i===kr||i===Br}function Hb(i,e,t,n,s,r){let o=new xr,a=new eu,l=new Set,c=[],h=new Map,u=n.logarithmicDepthBuffer,d={MeshDepthMaterial:"depth",MeshDistanceMaterial:"distance",MeshNormalMaterial:"normal",MeshBasicMaterial:"basic",MeshLambertMaterial:"lambert",MeshPhongMaterial:"phong",MeshToonMaterial:"toon",MeshStandardMaterial:"physical",MeshPhysicalMaterial:"physical",MeshMatcapMaterial:"matcap",LineBasicMaterial:"basic",LineDashedMaterial:"dashed",PointsMaterial:"points",ShadowMaterial:"shadow",SpriteMaterial:"sprite"};function p(x){return l.add(x),x===0?"uv":`uv${x}`}function g(x,M,B,L,F,H){let q=L.fog,P=F.geometry,X=x.isMeshStandardMaterial||x.isMeshLambertMaterial||x.isMeshPhongMaterial?L.environment:null,Z=x.isMeshStandardMaterial||x.isMeshLambertMaterial&&!x.envMap||x.isMeshPhongMaterial&&!x.envMap,V=e.get(x.envMap||X,Z),ne=d[x.type],W=n.precision;x.precision!==null&&(W=n.getMaxPrecision(x.precision),W!==x.precision&&Ce("WebGLProgram.getParameters:",x.precision,"not supported, using",W,"instead."));let Q=P.morphAttributes.position||P.morphAttributes.normal||P.morphAttributes.color,ee=Q!==void 0?Q.length:0,Me=0;P.morphAttributes.position!==void 0&&(Me=1),P.morphAttributes.normal!==void 0&&(Me=2),P.morphAttributes.color!==void 0&&(Me=3);let Ue,K,me,ye;if(ne){let pe=Gn[ne];Ue=pe.vertexShader,K=pe.fragmentShader}else{Ue=x.vertexShader,K=x.fragmentShader;let pe=a.getVertexShaderStage(x),nt=a.getFragmentShaderStage(x);a.update(x,pe,nt),me=pe.id,ye=nt.id}let Re=i.getRenderTarget(),ge=i.state.buffers.depth.getReversed(),Be=F.isInstancedMesh===!0,_t=F.isBatchedMesh===!0,Le=!!x.map,tt=!!x.matcap,rt=!!V,We=rt&&V.isPMREMTexture===!0,Bt=!!x.aoMap,Et=!!x.lightMap,rn=!!x.bumpMap&&x.wireframe===!1,mt=!!x.normalMap,Fn=!!x.displacementMap,Nt=!!x.emissiveMap,mn=!!x.metalnessMap,gn=!!x.roughnessMap,xn=x.anisotropy>0,I=x.clearcoat>0,vn=x.diffuseRoughness>0,ut=x.dispersion>0,dt=x.retroreflectivity>0,de=x.iridescence>0,Tt=x.sheen>0,Pe=x.transmission>0,Oe=xn&&!!x.anisotropyMap,w=I&&!!x.clearcoatMap,v=I&&!!x.clearcoatNormalMap,U=I&&!!x.clearcoatRoughnessMap,te=vn&&!!x.diffuseRoughnessMap,J=de&&!!x.iridescenceMap,re=de&&!!x.iridescenceThicknessMap,he=Tt&&!!x.sheenColorMap,$=Tt&&!!x.sheenRoughnessMap,Y=!!x.specularMap,ae=!!x.specularColorMap,T=!!x.specularIntensityMap,j=Pe&&!!x.transmissionMap,G=Pe&&!!x.thicknessMap,le=!!x.gradientMap,se=!!x.alphaMap,oe=x.alphaTest>0,Te=!!x.alphaHash,He=!!x.extensions,ie=Hn;x.toneMapped&&(Re===null||Re.isXRRenderTarget===!0)&&(ie=i.toneMapping);let Ae=We?V.isCompressedCubeTexture?V.image[0].mipmaps:V.mipmaps:null,ze={shaderID:ne,shaderType:x.type,shaderName:x.name,vertexShader:Ue,fragmentShader:K,defines:x.defines,customVertexShaderID:me,customFragmentShaderID:ye,isRawShaderMaterial:x.isRawShaderMaterial===!0,glslVersion:x.glslVersion,precision:W,batching:_t,batchingColor:_t&&F._colorsTexture!==null,instancing:Be,instancingColor:Be&&F.instanceColor!==null,instancingMorph:Be&&F.morphTexture!==null,outputColorSpace:Re===null?i.outputColorSpace:Re.isXRRenderTarget===!0?Re.texture.colorSpace:Ye.workingColorSpace,alphaToCoverage:!!x.alphaToCoverage,map:Le,matcap:tt,envMap:rt,envMapMode:rt&&V.mapping,envMapPMREM:We,envMapMaxLod:We?Ae.length-1:null,envMapSize:We?Ae[0].width:null,aoMap:Bt,lightMap:Et,bumpMap:rn,normalMap:mt,displacementMap:Fn,emissiveMap:Nt,normalMapObjectSpace:mt&&x.normalMapType===qp,normalMapTangentSpace:mt&&x.normalMapType===Fh,packedNormalMap:mt&&x.normalMapType===Fh&&zb(x.normalMap.format),metalnessMap:mn,roughnessMap:gn,anisotropy:xn,anisotropyMap:Oe,clearcoat:I,clearcoatMap:w,clearcoatNormalMap:v,clearcoatRoughnessMap:U,diffuseRoughness:vn,diffuseRoughnessMap:te,dispersion:ut,retroreflection:dt,iridescence:de,iridescenceMap:J,iridescenceThicknessMap:re,sheen:Tt,sheenColorMap:he,sheenRoughnessMap:$,specularMap:Y,specularColorMap:ae,specularIntensityMap:T,transmission:Pe,transmissionMap:j,thicknessMap:G,gradientMap:le,opaque:x.transparent===!1&&x.blending===Os&&x.alphaToCoverage===!1,alphaMap:se,alphaTest:oe,alphaHash:Te,combine:x.combine,mapUv:Le&&p(x.map.channel),aoMapUv:Bt&&p(x.aoMap.channel),lightMapUv:Et&&p(x.lightMap.channel),bumpMapUv:rn&&p(x.bumpMap.channel),normalMapUv:mt&&p(x.normalMap.channel),displacementMapUv:Fn&&p(x.displacementMap.channel),emissiveMapUv:Nt&&p(x.emissiveMap.channel),metalnessMapUv:mn&&p(x.metalnessMap.channel),roughnessMapUv:gn&&p(x.roughnessMap.channel),anisotropyMapUv:Oe&&p(x.anisotropyMap.channel),clearcoatMapUv:w&&p(x.clearcoatMap.channel),clearcoatNormalMapUv:v&&p(x.clearcoatNormalMap.channel),clearcoatRoughnessMapUv:U&&p(x.clearcoatRoughnessMap.channel),diffuseRoughnessMapUv:te&&p(x.diffuseRoughnessMap.channel),iridescenceMapUv:J&&p(x.iridescenceMap.channel),iridescenceThicknessMapUv:re&&p(x.iridescenceThicknessMap.channel),sheenColorMapUv:he&&p(x.sheenColorMap.channel),sheenRoughnessMapUv:$&&p(x.sheenRoughnessMap.channel),specularMapUv:Y&&p(x.specularMap.channel),specularColorMapUv:ae&&p(x.specularColorMap.channel),specularIntensityMapUv:T&&p(x.specularIntensityMap.channel),transmissionMapUv:j&&p(x.transmissionMap.channel),thicknessMapUv:G&&p(x.thicknessMap.channel),alphaMapUv:se&&p(x.alphaMap.channel),vertexTangents:!!P.attributes.tangent&&(mt||xn),vertexNormals:!!P.attributes.normal,vertexColors:x.vertexColors,vertexAlphas:x.vertexColors===!0&&!!P.attributes.color&&P.attributes.color.itemSize===4,pointsUvs:F.isPoints===!0&&!!P.attributes.uv&&(Le||se),fog:!!q,useFog:x.fog===!0,fogExp2:!!q&&q.isFogExp2,flatShading:x.wireframe===!1&&(x.flatShading===!0||P.attributes.normal===void 0&&mt===!1&&(x.isMeshLambertMaterial||x.isMeshPhongMaterial||x.isMeshStandardMaterial||x.isMeshPhysicalMaterial)),sizeAttenuation:x.sizeAttenuation===!0,logarithmicDepthBuffer:u,reversedDepthBuffer:ge,skinning:F.isSkinnedMesh===!0,hasPositionAttribute:P.attributes.position!==void 0,morphTargets:P.morphAttributes.position!==void 0,morphNormals:P.morphAttributes.normal!==void 0,morphColors:P.morphAttributes.color!==void 0,morphTargetsCount:ee,morphTextureStride:Me,numSunLights:M.sun.length,numDirLights:M.directional.length,numPointLights:M.point.length,numSpotLights:M.spot.length,numSpotLightMaps:M.spotLightMap.length,numRectAreaLights:M.rectArea.length,numHemiLights:M.hemi.length,numSunLightShadows:M.sunShadowMap.length,numDirLightShadows:M.directionalShadowMap.length,numPointLightShadows:M.pointShadowMap.length,numSpotLightShadows:M.spotShadowMap.length,numSpotLightShadowsWithMaps:M.numSpotLightShadowsWithMaps,numLightProbes:M.numLightProbes,numLightProbeGrids:H.filter(pe=>pe.texture!==null).length,numClippingPlanes:r.numPlanes,numClipIntersection:r.numIntersection,dithering:x.dithering,shadowMapEnabled:i.shadowMap.enabled&&B.length>0,shadowMapType:i.shadowMap.type,toneMapping:ie,decodeVideoTexture:Le&&x.map.isVideoTexture===!0&&Ye.getTransfer(x.map.colorSpace)===et,decodeVideoTextureEmissive:Nt&&x.emissiveMap.isVideoTexture===!0&&Ye.getTransfer(x.emissiveMap.colorSpace)===et,premultipliedAlpha:x.premultipliedAlpha,doubleSided:x.side===wn,flipSided:x.side===sn,useDepthPacking:x.depthPacking>=0,depthPacking:x.depthPacking||0,index0AttributeName:x.index0AttributeName,extensionClipCullDistance:He&&x.extensions.clipCullDistance===!0&&t.has("WEBGL_clip_cull_distance"),extensionMultiDraw:(He&&x.extensions.multiDraw===!0||_t)&&t.has("WEBGL_multi_draw"),rendererExtensionParallelShaderCompile:t.has("KHR_parallel_shader_compile"),customProgramCacheKey:x.customProgramCacheKey()};return ze.vertexUv1s=l.has(1),ze.vertexUv2s=l.has(2),ze.vertexUv3s=l.has(3),l.clear(),ze}function _(x){let M=[];if(x.shaderID?M.push(x.shaderID):(M.push(x.customVertexShaderID),M.push(x.customFragmentShaderID)),x.defines!==void 0)for(let B in x.defines)M.push(B),M.push(x.defines[B]);return x.isRawShaderMaterial===!1&&(m(M,x),f(M,x),M.push(i.outputColorSpace)),M.push(x.customProgramCacheKey),M.join()}function m(x,M){x.push(M.precision),x.push(M.outputColorSpace),x.push(M.envMapMode),x.push(M.envMapPMREM),x.push(M.envMapMaxLod),x.push(M.envMapSize),x.push(M.mapUv),x.push(M.alphaMapUv),x.push(M.lightMapUv),x.push(M.aoMapUv),x.push(M.bumpMapUv),x.push(M.normalMapUv),x.push(M.displacementMapUv),x.push(M.emissiveMapUv),x.push(M.metalnessMapUv),x.push(M.roughnessMapUv),x.push(M.anisotropyMapUv),x.push(M.clearcoatMapUv),x.push(M.clearcoatNormalMapUv),x.push(M.clearcoatRoughnessMapUv),x.push(M.diffuseRoughnessMapUv),x.push(M.iridescenceMapUv),x.push(M.iridescenceThicknessMapUv),x.push(M.sheenColorMapUv),x.push(M.sheenRoughnessMapUv),x.push(M.specularMapUv),x.push(M.specularColorMapUv),x.push(M.specularIntensityMapUv),x.push(M.transmissionMapUv),x.push(M.thicknessMapUv),x.push(M.combine),x.push(M.fogExp2),x.push(M.sizeAttenuation),x.push(M.morphTargetsCount),x.push(M.numSunLights),x.push(M.numDirLights),x.push(M.numPointLights),x.push(M.numSpotLights),x.push(M.numSpotLightMaps),x.push(M.numHemiLights),x.push(M.numRectAreaLights),x.push(M.numSunLightShadows),x.push(M.numDirLightShadows),x.push(M.numPointLightShadows),x.push(M.numSpotLightShadows),x.push(M.numSpotLightShadowsWithMaps),x.push(M.numLightProbes),x.push(M.numLightProbeGrids),x.push(M.shadowMapType),x.push(M.toneMapping),x.push(M.numClippingPlanes),x.push(M.numClipIntersection),x.push(M.depthPacking)}function f(x,M){o.disableAll(),M.instancing&&o.enable(0),M.instancingColor&&o.enable(1),M.instancingMorph&&o.enable(2),M.matcap&&o.enable(3),M.envMap&&o.enable(4),M.normalMapObjectSpace&&o.enable(5),M.normalMapTangentSpace&&o.enable(6),M.clearcoat&&o.enable(7),M.iridescence&&o.enable(8),M.alphaTest&&o.enable(9),M.vertexColors&&o.enable(10),M.vertexAlphas&&o.enable(11),M.vertexUv1s&&o.enable(12),M.vertexUv2s&&o.enable(13),M.vertexUv3s&&o.enable(14),M.vertexTangents&&o.enable(15),M.anisotropy&&o.enable(16),M.alphaHash&&o.enable(17),M.batching&&o.enable(18),M.dispersion&&o.enable(19),M.retroreflection&&o.enable(24),M.diffuseRoughness&&o.enable(25),M.batchingColor&&o.enable(20),M.gradientMap&&o.enable(21),M.packedNormalMap&&o.enable(22),M.vertexNormals&&o.enable(23),x.push(o.mask),o.disableAll(),M.fog&&o.enable(0),M.useFog&&o.enable(1),M.flatShading&&o.enable(2),M.logarithmicDepthBuffer&&o.enable(3),M.reversedDepthBuffer&&o.enable(4),M.skinning&&o.enable(5),M.morphTargets&&o.enable(6),M.morphNormals&&o.enable(7),M.morphColors&&o.enable(8),M.premultipliedAlpha&&o.enable(9),M.shadowMapEnabled&&o.enable(10),M.doubleSided&&o.enable(11),M.flipSided&&o.enable(12),M.useDepthPacking&&o.enable(13),M.dithering&&o.enable(14),M.transmission&&o.enable(15),M.sheen&&o.enable(16),M.opaque&&o.enable(17),M.pointsUvs&&o.enable(18),M.decodeVideoTexture&&o.enable(19),M.decodeVideoTextureEmissive&&o.enable(20),M.alphaToCoverage&&o.enable(21),M.numLightProbeGrids>0&&o.enable(22),M.hasPositionAttribute&&o.enable(23),x.push(o.mask)}function b(x){let M=d[x.type],B;if(M){let L=Gn[M];B=cf.clone(L.uniforms)}else B=x.uniforms;return B}function A(x,M){let B=h.get(M);return B!==void 0?++B.usedTimes:(B=new kb(i,M,x,s),c.push(B),h.set(M,B)),B}function S(x){if(--x.usedTimes===0){let M=c.indexOf(x);c[M]=c[c.length-1],c.pop(),h.delete(x.cacheKey),x.destroy()}}function C(x){a.remove(x)}function E(){a.dispose()}return{getParameters:g,getProgramCacheKey:_,getUniforms:b,acquireProgram:A,releaseProgram:S,releaseShaderCache:C,programs:c,dispose:E}}function Vb(){let i=new WeakMap;function e(o){return i.has(o)}function t(o){let a=i.get(o);return a===void 0&&(a={},i.set(o,a)),a}function n(o){i.delete(o)}function s(o,a,l){i.get(o)[a]=l}function r(){i=new WeakMap}return{has:e,get:t,remove:n,update:s,dispose:r}}function Gb(i,e){return i.groupOrder!==e.groupOrder?i.groupOrder-e.groupOrder:i.renderOrder!==e.renderOrder?i.renderOrder-e.renderOrder:i.material.id!==e.material.id?i.material.id-e.material.id:i.materialVariant!==e.materialVariant?i.materialVariant-e.materialVariant:i.z!==e.z?i.z-e.z:i.id-e.id}function Rf(i,e){return i.groupOrder!==e.groupOrder?i.groupOrder-e.groupOrder:i.renderOrder!==e.renderOrder?i.renderOrder-e.renderOrder:i.z!==e.z?e.z-i.z:i.id-e.id}function Pf(){let i=[],e=0,t=[],n=[],s=[];function r(){e=0,t.length=0,n.length=0,s.length=0}function o(d){let p=0;return d.isInstancedMesh&&(p+=2),d.isSkinnedMesh&&(p+=1),p}function a(d,p,g,_,m,f){let b=i[e];return b===void 0?(b={id:d.id,object:d,geometry:p,material:g,materialVariant:o(d),groupOrder:_,renderOrder:d.renderOrder,z:m,group:f},i[e]=b):(b.id=d.id,b.object=d,b.geometry=p,b.material=g,b.materialVariant=o(d),b.groupOrder=_,b.renderOrder=d.renderOrder,b.z=m,b.group=f),e++,b}function l(d,p,g,_,m,f,b){b.reversedDepth===!0&&(m=-m);let A=a(d,p,g,_,m,f);g.transmission>0?n.push(A):g.transparent===!0?s.push(A):t.push(A)}function c(d,p,g,_,m,f){let b=a(d,p,g,_,m,f);g.transmission>0?n.unshift(b):g.transparent===!0?s.unshift(b):t.unshift(b)}function h(d,p){t.length>1&&t.sort(d||Gb),n.length>1&&n.sort(p||Rf),s.length>1&&s.sort(p||Rf)}function u(){for(let d=e,p=i.length;d<p;d++){let g=i[d];if(g.id===null)break;g.id=null,g.object=null,g.geometry=null,g.material=null,g.group=null}}return{opaque:t,transmissive:n,transparent:s,init:r,push:l,unshift:c,finish:u,sort:h}}function Wb(){let i=new WeakMap;function e(n,s){let r=i.get(n),o;return r===void 0?(o=new Pf,i.set(n,[o])):s>=r.length?(o=new Pf,r.push(o)):o=r[s],o}function t(){i=new WeakMap}return{get:e,dispose:t}}function Xb(){let i={};return{get:function(e){if(i[e.id]!==void 0)return i[e.id];let t;switch(e.type){case"SunLight":case"DirectionalLight":t={direction:new N,color:new Ee};break;case"SpotLight":t={position:new N,direction:new N,color:new Ee,distance:0,coneCos:0,penumbraCos:0,decay:0};break;case"PointLight":t={position:new N,color:new Ee,distance:0,decay:0};break;case"HemisphereLight":t={direction:new N,skyColor:new Ee,groundColor:new Ee};break;case"RectAreaLight":t={color:new Ee,position:new N,halfWidth:new N,halfHeight:new N};break}return i[e.id]=t,t}}}function $b(){let i={};return{get:function(e){if(i[e.id]!==void 0)return i[e.id];let t;switch(e.type){case"SunLight":case"DirectionalLight":t={shadowIntensity:1,shadowBias:0,shadowNormalBias:0,shadowRadius:1,shadowMapSize:new Ie};break;case"SpotLight":t={shadowIntensity:1,shadowBias:0,shadowNormalBias:0,shadowRadius:1,shadowMapSize:new Ie};break;case"PointLight":t={shadowIntensity:1,shadowBias:0,shadowNormalBias:0,shadowRadius:1,shadowMapSize:new Ie,shadowCameraNear:1,shadowCameraFar:1e3};break}return i[e.id]=t,t}}}var qb=0;function Yb(i,e){return(e.castShadow?2:0)-(i.castShadow?2:0)+(e.map?1:0)-(i.map?1:0)}function Kb(i){let e=new Xb,t=$b(),n={version:0,hash:{sunLength:-1,directionalLength:-1,pointLength:-1,spotLength:-1,rectAreaLength:-1,hemiLength:-1,numSunShadows:-1,numDirectionalShadows:-1,numPointShadows:-1,numSpotShadows:-1,numSpotMaps:-1,numLightProbes:-1},ambient:[0,0,0],probe:[],sun:[],sunShadow:[],sunShadowMap:[],sunShadowMatrix:[],sunShadowCascade:[],directional:[],directionalShadow:[],directionalShadowMap:[],directionalShadowMatrix:[],spot:[],spotLightMap:[],spotShadow:[],spotShadowMap:[],spotLightMatrix:[],rectArea:[],rectAreaLTC1:null,rectAreaLTC2:null,point:[],pointShadow:[],pointShadowMap:[],pointShadowMatrix:[],hemi:[],numSpotLightShadowsWithMaps:0,numLightProbes:0};for(let c=0;c<9;c++)n.probe.push(new N);let s=new N,r=new at,o=new at;function a(c){let h=0,u=0,d=0;for(let H=0;H<9;H++)n.probe[H].set(0,0,0);let p=0,g=0,_=0,m=0,f=0,b=0,A=0,S=0,C=0,E=0,x=0,M=0,B=0,L=0;c.sort(Yb);for(let H=0,q=c.length;H<q;H++){let P=c[H],X=P.color,Z=P.intensity,V=P.distance,ne=null;if(P.shadow&&P.shadow.map&&(P.shadow.map.texture.format===Li?ne=P.shadow.map.texture:ne=P.shadow.map.depthTexture||P.shadow.map.texture),P.isAmbientLight)h+=X.r*Z,u+=X.g*Z,d+=X.b*Z;else if(P.isLightProbe){for(let W=0;W<9;W++)n.probe[W].addScaledVector(P.sh.coefficients[W],Z);L++}else if(P.isSunLight){let W=e.get(P);if(W.color.copy(P.color).multiplyScalar(P.intensity),P.castShadow){let Q=P.shadow,ee=t.get(P);ee.shadowIntensity=Q.intensity,ee.shadowBias=Q.bias,ee.shadowNormalBias=Q.normalBias,ee.shadowRadius=Q.radius,ee.shadowMapSize.copy(Q.mapSize).multiply(Q.getFrameExtents()),n.sunShadow[g]=ee,n.sunShadowMap[g]=ne;let Me=Q.getViewportCount();for(let Ue=0;Ue<Me;Ue++)n.sunShadowMatrix[_+Ue]=Q.getMatrix(Ue),n.sunShadowCascade[_+Ue]=Q._cascadeData[Ue];_+=Me,g++}n.sun[p]=W,p++}else if(P.isDirectionalLight){let W=e.get(P);if(W.color.copy(P.color).multiplyScalar(P.intensity),P.castShadow){let Q=P.shadow,ee=t.get(P);ee.shadowIntensity=Q.intensity,ee.shadowBias=Q.bias,ee.shadowNormalBias=Q.normalBias,ee.shadowRadius=Q.radius,ee.shadowMapSize=Q.mapSize,n.directionalShadow[m]=ee,n.directionalShadowMap[m]=ne,n.directionalShadowMatrix[m]=P.shadow.matrix,C++}n.directional[m]=W,m++}else if(P.isSpotLight){let W=e.get(P);W.position.setFromMatrixPosition(P.matrixWorld),W.color.copy(X).multiplyScalar(Z),W.distance=V,W.coneCos=Math.cos(P.angle),W.penumbraCos=Math.cos(P.angle*(1-P.penumbra)),W.decay=P.decay,n.spot[b]=W;let Q=P.shadow;if(P.map&&(n.spotLightMap[M]=P.map,M++,Q.updateMatrices(P),P.castShadow&&B++),n.spotLightMatrix[b]=Q.matrix,P.castShadow){let ee=t.get(P);ee.shadowIntensity=Q.intensity,ee.shadowBias=Q.bias,ee.shadowNormalBias=Q.normalBias,ee.shadowRadius=Q.radius,ee.shadowMapSize=Q.mapSize,n.spotShadow[b]=ee,n.spotShadowMap[b]=ne,x++}b++}else if(P.isRectAreaLight){let W=e.get(P);W.color.copy(X).multiplyScalar(Z),W.halfWidth.set(P.width*.5,0,0),W.halfHeight.set(0,P.height*.5,0),n.rectArea[A]=W,A++}else if(P.isPointLight){let W=e.get(P);if(W.color.copy(P.color).multiplyScalar(P.intensity),W.distance=P.distance,W.decay=P.decay,P.castShadow){let Q=P.shadow,ee=t.get(P);ee.shadowIntensity=Q.intensity,ee.shadowBias=Q.bias,ee.shadowNormalBias=Q.normalBias,ee.shadowRadius=Q.radius,ee.shadowMapSize=Q.mapSize,ee.shadowCameraNear=Q.camera.near,ee.shadowCameraFar=Q.camera.far,n.pointShadow[f]=ee,n.pointShadowMap[f]=ne,n.pointShadowMatrix[f]=P.shadow.matrix,E++}n.point[f]=W,f++}else if(P.isHemisphereLight){let W=e.get(P);W.skyColor.copy(P.color).multiplyScalar(Z),W.groundColor.copy(P.groundColor).multiplyScalar(Z),n.hemi[S]=W,S++}}A>0&&(i.has("OES_texture_float_linear")===!0?(n.rectAreaLTC1=fe.LTC_FLOAT_1,n.rectAreaLTC2=fe.LTC_FLOAT_2):(n.rectAreaLTC1=fe.LTC_HALF_1,n.rectAreaLTC2=fe.LTC_HALF_2)),n.ambient[0]=h,n.ambient[1]=u,n.ambient[2]=d;let F=n.hash;(F.sunLength!==p||F.directionalLength!==m||F.pointLength!==f||F.spotLength!==b||F.rectAreaLength!==A||F.hemiLength!==S||F.numSunShadows!==g||F.numDirectionalShadows!==C||F.numPointShadows!==E||F.numSpotShadows!==x||F.numSpotMaps!==M||F.numLightProbes!==L)&&(n.sun.length=p,n.directional.length=m,n.spot.length=b,n.rectArea.length=A,n.point.length=f,n.hemi.length=S,n.sunShadow.length=g,n.sunShadowMap.length=g,n.sunShadowMatrix.length=_,n.sunShadowCascade.length=_,n.directionalShadow.length=C,n.directionalShadowMap.length=C,n.directionalShadowMatrix.length=C,n.pointShadow.length=E,n.pointShadowMap.length=E,n.pointShadowMatrix.length=E,n.spotShadow.length=x,n.spotShadowMap.length=x,n.spotLightMatrix.length=x+M-B,n.spotLightMap.length=M,n.numSpotLightShadowsWithMaps=B,n.numLightProbes=L,F.sunLength=p,F.directionalLength=m,F.pointLength=f,F.spotLength=b,F.rectAreaLength=A,F.hemiLength=S,F.numSunShadows=g,F.numDirectionalShadows=C,F.numPointShadows=E,F.numSpotShadows=x,F.numSpotMaps=M,F.numLightProbes=L,n.version=qb++)}function l(c,h){let u=0,d=0,p=0,g=0,_=0,m=0,f=h.matrixWorldInverse;for(let b=0,A=c.length;b<A;b++){let S=c[b];if(S.isSunLight){let C=n.sun[u];C.direction.setFromMatrixPosition(S.matrixWorld),C.direction.transformDirection(f),u++}else if(S.isDirectionalLight){let C=n.directional[d];C.direction.setFromMatrixPosition(S.matrixWorld),s.setFromMatrixPosition(S.target.matrixWorld),C.direction.sub(s),C.direction.transformDirection(f),d++}else if(S.isSpotLight){let C=n.spot[g];C.position.setFromMatrixPosition(S.matrixWorld),C.position.applyMatrix4(f),C.direction.setFromMatrixPosition(S.matrixWorld),s.setFromMatrixPosition(S.target.matrixWorld),C.direction.sub(s),C.direction.transformDirection(f),g++}else if(S.isRectAreaLight){let C=n.rectArea[_];C.position.setFromMatrixPosition(S.matrixWorld),C.position.applyMatrix4(f),o.identity(),r.copy(S.matrixWorld),r.premultiply(f),o.extractRotation(r),C.halfWidth.set(S.width*.5,0,0),C.halfHeight.set(0,S.height*.5,0),C.halfWidth.applyMatrix4(o),C.halfHeight.applyMatrix4(o),_++}else if(S.isPointLight){let C=n.point[p];C.position.setFromMatrixPosition(S.matrixWorld),C.position.applyMatrix4(f),p++}else if(S.isHemisphereLight){let C=n.hemi[m];C.direction.setFromMatrixPosition(S.matrixWorld),C.direction.transformDirection(f),m++}}}return{setup:a,setupView:l,state:n}}function Lf(i){let e=new Kb(i),t=[],n=[],s=[];function r(u){h.camera=u,t.length=0,n.length=0,s.length=0}function o(u){u.isLightProbeGrid?s.push(u):t.push(u)}function a(u){n.push(u)}function l(){e.setup(t),s.sort((u,d)=>u.priority-d.priority||u.id-d.id)}function c(u){e.setupView(t,u)}let h={lightsArray:t,shadowsArray:n,lightProbeGridArray:s,camera:null,lights:e,transmissionRenderTarget:{},textureUnits:0};return{init:r,state:h,setupLights:l,setupLightsView:c,pushLight:o,pushShadow:a}}function jb(i){let e=new WeakMap;function t(s,r=0){let o=e.get(s),a;return o===void 0?(a=new Lf(i),e.set(s,[a])):r>=o.length?(a=new Lf(i),o.push(a)):a=o[r],a}function n(){e=new WeakMap}return{get:t,dispose:n}}var Zb=`void main() {
	gl_Position = vec4( position, 1.0 );
}`,Jb=`uniform sampler2D shadow_pass;
uniform vec2 resolution;
uniform float radius;
void main() {
	const float samples = float( VSM_SAMPLES );
	float mean = 0.0;
	float squared_mean = 0.0;
	float uvStride = samples <= 1.0 ? 0.0 : 2.0 / ( samples - 1.0 );
	float uvStart = samples <= 1.0 ? 0.0 : - 1.0;
	for ( float i = 0.0; i < samples; i ++ ) {
		float uvOffset = uvStart + i * uvStride;
		#ifdef HORIZONTAL_PASS
			vec2 distribution = texture2D( shadow_pass, ( gl_FragCoord.xy + vec2( uvOffset, 0.0 ) * radius ) / resolution ).rg;
			mean += distribution.x;
			squared_mean += distribution.y * distribution.y + distribution.x * distribution.x;
		#else
			float depth = texture2D( shadow_pass, ( gl_FragCoord.xy + vec2( 0.0, uvOffset ) * radius ) / resolution ).r;
			mean += depth;
			squared_mean += depth * depth;
		#endif
	}
	mean = mean / samples;
	squared_mean = squared_mean / samples;
	float std_dev = sqrt( max( 0.0, squared_mean - mean * mean ) );
	gl_FragColor = vec4( mean, std_dev, 0.0, 1.0 );
}`,Qb=[new N(1,0,0),new N(-1,0,0),new N(0,1,0),new N(0,-1,0),new N(0,0,1),new N(0,0,-1)],ew=[new N(0,-1,0),new N(0,-1,0),new N(0,0,1),new N(0,0,-1),new N(0,-1,0),new N(0,-1,0)],If=new at,Hr=new N,Kh=new N;function tw(i,e,t){let n=new Mi,s=new Ie,r=new Ie,o=new pt,a=new ga,l=new xa,c={},h=t.maxTextureSize,u={[zn]:sn,[sn]:zn,[wn]:wn},d=new nn({defines:{VSM_SAMPLES:8},uniforms:{shadow_pass:{value:null},resolution:{value:new Ie},radius:{value:4}},vertexShader:Zb,fragmentShader:Jb}),p=d.clone();p.defines.HORIZONTAL_PASS=1;let g=new on;g.setAttribute("position",new An(new Float32Array([-1,-1,.5,3,-1,.5,-1,3,.5]),3));let _=new tn(g,d),m=this;this.enabled=!1,this.autoUpdate=!0,this.needsUpdate=!1,this.type=Lr;let f=this.type;this.render=function(E,x,M){if(m.enabled===!1||m.autoUpdate===!1&&m.needsUpdate===!1||E.length===0)return;this.type===Sp&&(Ce("WebGLShadowMap: PCFSoftShadowMap has been removed. Using PCFShadowMap instead."),this.type=Lr);let B=i.getRenderTarget(),L=i.getActiveCubeFace(),F=i.getActiveMipmapLevel(),H=i.state;H.setBlending(ns),H.buffers.depth.getReversed()===!0?H.buffers.color.setClear(0,0,0,0):H.buffers.color.setClear(1,1,1,1),H.buffers.depth.setTest(!0),H.setScissorTest(!1);let q=f!==this.type;q&&x.traverse(function(P){P.material&&(Array.isArray(P.material)?P.material.forEach(X=>X.needsUpdate=!0):P.material.needsUpdate=!0)});for(let P=0,X=E.length;P<X;P++){let Z=E[P],V=Z.shadow;if(V===void 0){Ce("WebGLShadowMap:",Z,"has no shadow.");continue}if(V.autoUpdate===!1&&V.needsUpdate===!1)continue;s.copy(V.mapSize);let ne=V.getFrameExtents();s.multiply(ne),r.copy(V.mapSize),(s.x>h||s.y>h)&&(s.x>h&&(r.x=Math.floor(h/ne.x),s.x=r.x*ne.x,V.mapSize.x=r.x),s.y>h&&(r.y=Math.floor(h/ne.y),s.y=r.y*ne.y,V.mapSize.y=r.y));let W=i.state.buffers.depth.getReversed();if(V.camera._reversedDepth=W,V.map===null||q===!0){if(V.map!==null&&(V.map.depthTexture!==null&&(V.map.depthTexture.dispose(),V.map.depthTexture=null),V.map.dispose()),this.type===Fs){if(Z.isPointLight){Ce("WebGLShadowMap: VSM shadow maps are not supported for PointLights. Use PCF or BasicShadowMap instead.");continue}V.map=new dn(s.x,s.y,{format:Li,type:Ln,minFilter:Rt,magFilter:Rt,generateMipmaps:!1}),V.map.texture.name=Z.name+".shadowMap",V.map.depthTexture=new ri(s.x,s.y,Pn),V.map.depthTexture.name=Z.name+".shadowMapDepth",V.map.depthTexture.format=ii,V.map.depthTexture.compareFunction=null,V.map.depthTexture.minFilter=Mt,V.map.depthTexture.magFilter=Mt}else Z.isPointLight?(V.map=new Gr(s.x),V.map.depthTexture=new Sr(s.x,Rn)):(V.map=new dn(s.x,s.y),V.map.depthTexture=new ri(s.x,s.y,Rn)),V.map.depthTexture.name=Z.name+".shadowMap",V.map.depthTexture.format=ii,this.type===Lr?(V.map.depthTexture.compareFunction=W?Uh:Oh,V.map.depthTexture.minFilter=Rt,V.map.depthTexture.magFilter=Rt):(V.map.depthTexture.compareFunction=null,V.map.depthTexture.minFilter=Mt,V.map.depthTexture.magFilter=Mt);V.camera.updateProjectionMatrix()}V.map.isWebGLCubeRenderTarget!==!0&&(V.map.width!==s.x||V.map.height!==s.y)&&V.map.setSize(s.x,s.y);let Q=V.map.isWebGLCubeRenderTarget?6:V.getViewportCount();Z.isPointLight!==!0&&V.updateMatrices(Z,M);let ee=(V.camera.layers.mask&4294967294)!==0?V.camera.layers:M.layers;for(let Me=0;Me<Q;Me++){let Ue=V.getCamera(Me);if(Z.isPointLight){let K=V.camera,me=V.matrix,ye=Z.distance||K.far;ye!==K.far&&(K.far=ye,K.updateProjectionMatrix()),Hr.setFromMatrixPosition(Z.matrixWorld),K.position.copy(Hr),Kh.copy(K.position),Kh.add(Qb[Me]),K.up.copy(ew[Me]),K.lookAt(Kh),K.updateMatrixWorld(),me.makeTranslation(-Hr.x,-Hr.y,-Hr.z),If.multiplyMatrices(K.projectionMatrix,K.matrixWorldInverse),V._frustum.setFromProjectionMatrix(If,K.coordinateSystem,K.reversedDepth)}if(V.map.isWebGLCubeRenderTarget)i.setRenderTarget(V.map,Me),i.clear();else{Me===0&&(i.setRenderTarget(V.map),i.clear());let K=V.getViewport(Me);o.set(r.x*K.x,r.y*K.y,r.x*K.z,r.y*K.w),H.viewport(o)}n=V.getFrustum(Me),S(x,M,Ue,Z,ee,this.type)}V.isPointLightShadow!==!0&&this.type===Fs&&b(V,M),V.needsUpdate=!1}f=this.type,m.needsUpdate=!1,i.setRenderTarget(B,L,F)};function b(E,x){let M=e.update(_);d.defines.VSM_SAMPLES!==E.blurSamples&&(d.defines.VSM_SAMPLES=E.blurSamples,p.defines.VSM_SAMPLES=E.blurSamples,d.needsUpdate=!0,p.needsUpdate=!0),E.mapPass===null?E.mapPass=new dn(s.x,s.y,{format:Li,type:Ln}):(E.mapPass.width!==E.map.width||E.mapPass.height!==E.map.height)&&E.mapPass.setSize(E.map.width,E.map.height),d.uniforms.shadow_pass.value=E.map.depthTexture,d.uniforms.resolution.value.set(E.map.width,E.map.height),d.uniforms.radius.value=E.radius,i.setRenderTarget(E.mapPass),i.clear(),i.renderBufferDirect(x,null,M,d,_,null),p.uniforms.shadow_pass.value=E.mapPass.texture,p.uniforms.resolution.value.set(E.map.width,E.map.height),p.uniforms.radius.value=E.radius,i.setRenderTarget(E.map),i.clear(),i.renderBufferDirect(x,null,M,p,_,null)}function A(E,x,M,B){let L=null,F=M.isPointLight===!0?E.customDistanceMaterial:E.customDepthMaterial;if(F!==void 0)L=F;else if(L=M.isPointLight===!0?l:a,i.localClippingEnabled&&x.clipShadows===!0&&Array.isArray(x.clippingPlanes)&&x.clippingPlanes.length!==0||x.displacementMap&&x.displacementScale!==0||x.alphaMap&&x.alphaTest>0||x.map&&x.alphaTest>0||x.alphaToCoverage===!0){let H=L.uuid,q=x.uuid,P=c[H];P===void 0&&(P={},c[H]=P);let X=P[q];X===void 0&&(X=L.clone(),P[q]=X,x.addEventListener("dispose",C)),L=X}if(L.visible=x.visible,L.wireframe=x.wireframe,B===Fs?L.side=x.shadowSide!==null?x.shadowSide:x.side:L.side=x.shadowSide!==null?x.shadowSide:u[x.side],L.alphaMap=x.alphaMap,L.alphaTest=x.alphaToCoverage===!0?.5:x.alphaTest,L.map=x.map,L.clipShadows=x.clipShadows,L.clippingPlanes=x.clippingPlanes,L.clipIntersection=x.clipIntersection,L.displacementMap=x.displacementMap,L.displacementScale=x.displacementScale,L.displacementBias=x.displacementBias,L.wireframeLinewidth=x.wireframeLinewidth,L.linewidth=x.linewidth,M.isPointLight===!0&&L.isMeshDistanceMaterial===!0){let H=i.properties.get(L);H.light=M}return L}function S(E,x,M,B,L,F){if(E.visible===!1)return;if(E.layers.test(L)&&(E.isMesh||E.isLine||E.isPoints)&&(E.castShadow||E.receiveShadow&&F===Fs)&&(!E.frustumCulled||E.intersectsFrustum(n))){E.modelViewMatrix.multiplyMatrices(M.matrixWorldInverse,E.matrixWorld);let P=e.update(E),X=E.material;if(Array.isArray(X)){let Z=P.groups;for(let V=0,ne=Z.length;V<ne;V++){let W=Z[V],Q=X[W.materialIndex];if(Q&&Q.visible){let ee=A(E,Q,B,F);E.onBeforeShadow(i,E,x,M,P,ee,W),i.renderBufferDirect(M,null,P,ee,E,W),E.onAfterShadow(i,E,x,M,P,ee,W)}}}else if(X.visible){let Z=A(E,X,B,F);E.onBeforeShadow(i,E,x,M,P,Z,null),i.renderBufferDirect(M,null,P,Z,E,null),E.onAfterShadow(i,E,x,M,P,Z,null)}}let q=E.children;for(let P=0,X=q.length;P<X;P++)S(q[P],x,M,B,L,F)}function C(E){E.target.removeEventListener("dispose",C);for(let M in c){let B=c[M],L=E.target.uuid;L in B&&(B[L].dispose(),delete B[L])}}}function nw(i,e){function t(){let T=!1,j=new pt,G=null,le=new pt(0,0,0,0);return{setMask:function(se){G!==se&&!T&&(i.colorMask(se,se,se,se),G=se)},setLocked:function(se){T=se},setClear:function(se,oe,Te,He,ie){ie===!0&&(se*=He,oe*=He,Te*=He),j.set(se,oe,Te,He),le.equals(j)===!1&&(i.clearColor(se,oe,Te,He),le.copy(j))},reset:function(){T=!1,G=null,le.set(-1,0,0,0)}}}function n(){let T=!1,j=!1,G=null,le=null,se=null;return{setReversed:function(oe){if(j!==oe){let Te=e.get("EXT_clip_control");oe?Te.clipControlEXT(Te.LOWER_LEFT_EXT,Te.ZERO_TO_ONE_EXT):Te.clipControlEXT(Te.LOWER_LEFT_EXT,Te.NEGATIVE_ONE_TO_ONE_EXT),j=oe;let He=se;se=null,this.setClear(He)}},getReversed:function(){return j},setTest:function(oe){oe?ge(i.DEPTH_TEST):Be(i.DEPTH_TEST)},setMask:function(oe){G!==oe&&!T&&(i.depthMask(oe),G=oe)},setFunc:function(oe){if(j&&(oe=rf[oe]),le!==oe){switch(oe){case Jo:i.depthFunc(i.NEVER);break;case Qo:i.depthFunc(i.ALWAYS);break;case ea:i.depthFunc(i.LESS);break;case As:i.depthFunc(i.LEQUAL);break;case ta:i.depthFunc(i.EQUAL);break;case na:i.depthFunc(i.GEQUAL);break;case ia:i.depthFunc(i.GREATER);break;case sa:i.depthFunc(i.NOTEQUAL);break;default:i.depthFunc(i.LEQUAL)}le=oe}},setLocked:function(oe){T=oe},setClear:function(oe){se!==oe&&(se=oe,j&&(oe=1-oe),i.clearDepth(oe))},reset:function(){T=!1,G=null,le=null,se=null,j=!1}}}function s(){let T=!1,j=null,G=null,le=null,se=null,oe=null,Te=null,He=null,ie=null;return{setTest:function(Ae){T||(Ae?ge(i.STENCIL_TEST):Be(i.STENCIL_TEST))},setMask:function(Ae){j!==Ae&&!T&&(i.stencilMask(Ae),j=Ae)},setFunc:function(Ae,ze,pe){(G!==Ae||le!==ze||se!==pe)&&(i.stencilFunc(Ae,ze,pe),G=Ae,le=ze,se=pe)},setOp:function(Ae,ze,pe){(oe!==Ae||Te!==ze||He!==pe)&&(i.stencilOp(Ae,ze,pe),oe=Ae,Te=ze,He=pe)},setLocked:function(Ae){T=Ae},setClear:function(Ae){ie!==Ae&&(i.clearStencil(Ae),ie=Ae)},reset:function(){T=!1,j=null,G=null,le=null,se=null,oe=null,Te=null,He=null,ie=null}}}let r=new t,o=new n,a=new s,l={},c=new WeakMap,h={},u={},d={},p=new WeakMap,g=[],_=null,m=!1,f=null,b=null,A=null,S=null,C=null,E=null,x=null,M=new Ee(0,0,0),B=0,L=!1,F=null,H=null,q=null,P=null,X=null,Z=i.getParameter(i.MAX_COMBINED_TEXTURE_IMAGE_UNITS),V=!1,ne=0,W=i.getParameter(i.VERSION);W.indexOf("WebGL")!==-1?(ne=parseFloat(/^WebGL (\d)/.exec(W)[1]),V=ne>=1):W.indexOf("OpenGL ES")!==-1&&(ne=parseFloat(/^OpenGL ES (\d)/.exec(W)[1]),V=ne>=2);let Q=null,ee={},Me=i.getParameter(i.SCISSOR_BOX),Ue=i.getParameter(i.VIEWPORT),K=new pt().fromArray(Me),me=new pt().fromArray(Ue);function ye(T,j,G,le){let se=new Uint8Array(4),oe=i.createTexture();i.bindTexture(T,oe),i.texParameteri(T,i.TEXTURE_MIN_FILTER,i.NEAREST),i.texParameteri(T,i.TEXTURE_MAG_FILTER,i.NEAREST);for(let Te=0;Te<G;Te++)T===i.TEXTURE_3D||T===i.TEXTURE_2D_ARRAY?i.texImage3D(j,0,i.RGBA,1,1,le,0,i.RGBA,i.UNSIGNED_BYTE,se):i.texImage2D(j+Te,0,i.RGBA,1,1,0,i.RGBA,i.UNSIGNED_BYTE,se);return oe}let Re={};Re[i.TEXTURE_2D]=ye(i.TEXTURE_2D,i.TEXTURE_2D,1),Re[i.TEXTURE_CUBE_MAP]=ye(i.TEXTURE_CUBE_MAP,i.TEXTURE_CUBE_MAP_POSITIVE_X,6),Re[i.TEXTURE_2D_ARRAY]=ye(i.TEXTURE_2D_ARRAY,i.TEXTURE_2D_ARRAY,1,1),Re[i.TEXTURE_3D]=ye(i.TEXTURE_3D,i.TEXTURE_3D,1,1),r.setClear(0,0,0,1),o.setClear(1),a.setClear(0),ge(i.DEPTH_TEST),o.setFunc(As),rn(!1),mt(fh),ge(i.CULL_FACE),Bt(ns);function ge(T){h[T]!==!0&&(i.enable(T),h[T]=!0)}function Be(T){h[T]!==!1&&(i.disable(T),h[T]=!1)}function _t(T,j){return d[T]!==j?(i.bindFramebuffer(T,j),d[T]=j,T===i.DRAW_FRAMEBUFFER&&(d[i.FRAMEBUFFER]=j),T===i.FRAMEBUFFER&&(d[i.DRAW_FRAMEBUFFER]=j),!0):!1}function Le(T,j){let G=g,le=!1;if(T){G=p.get(j),G===void 0&&(G=[],p.set(j,G));let se=T.textures;if(G.length!==se.length||G[0]!==i.COLOR_ATTACHMENT0){for(let oe=0,Te=se.length;oe<Te;oe++)G[oe]=i.COLOR_ATTACHMENT0+oe;G.length=se.length,le=!0}}else G[0]!==i.BACK&&(G[0]=i.BACK,le=!0);le&&i.drawBuffers(G)}function tt(T){return _!==T?(i.useProgram(T),_=T,!0):!1}let rt={[is]:i.FUNC_ADD,[Tp]:i.FUNC_SUBTRACT,[Ap]:i.FUNC_REVERSE_SUBTRACT};rt[Cp]=i.MIN,rt[Rp]=i.MAX;let We={[Pp]:i.ZERO,[Lp]:i.ONE,[Ip]:i.SRC_COLOR,[vh]:i.SRC_ALPHA,[kp]:i.SRC_ALPHA_SATURATE,[Op]:i.DST_COLOR,[Np]:i.DST_ALPHA,[Dp]:i.ONE_MINUS_SRC_COLOR,[yh]:i.ONE_MINUS_SRC_ALPHA,[Up]:i.ONE_MINUS_DST_COLOR,[Fp]:i.ONE_MINUS_DST_ALPHA,[Bp]:i.CONSTANT_COLOR,[zp]:i.ONE_MINUS_CONSTANT_COLOR,[Hp]:i.CONSTANT_ALPHA,[Vp]:i.ONE_MINUS_CONSTANT_ALPHA};function Bt(T,j,G,le,se,oe,Te,He,ie,Ae){if(T===ns){m===!0&&(Be(i.BLEND),m=!1);return}if(m===!1&&(ge(i.BLEND),m=!0),T!==Ep){if(T!==f||Ae!==L){if((b!==is||C!==is)&&(i.blendEquation(i.FUNC_ADD),b=is,C=is),Ae)switch(T){case Os:i.blendFuncSeparate(i.ONE,i.ONE_MINUS_SRC_ALPHA,i.ONE,i.ONE_MINUS_SRC_ALPHA);break;case mh:i.blendFunc(i.ONE,i.ONE);break;case gh:i.blendFuncSeparate(i.ZERO,i.ONE_MINUS_SRC_COLOR,i.ZERO,i.ONE);break;case xh:i.blendFuncSeparate(i.DST_COLOR,i.ONE_MINUS_SRC_ALPHA,i.ZERO,i.ONE);break;default:Ne("WebGLState: Invalid blending: ",T);break}else switch(T){case Os:i.blendFuncSeparate(i.SRC_ALPHA,i.ONE_MINUS_SRC_ALPHA,i.ONE,i.ONE_MINUS_SRC_ALPHA);break;case mh:i.blendFuncSeparate(i.SRC_ALPHA,i.ONE,i.ONE,i.ONE);break;case gh:Ne("WebGLState: SubtractiveBlending requires material.premultipliedAlpha = true");break;case xh:Ne("WebGLState: MultiplyBlending requires material.premultipliedAlpha = true");break;default:Ne("WebGLState: Invalid blending: ",T);break}A=null,S=null,E=null,x=null,M.set(0,0,0),B=0,f=T,L=Ae}return}se=se||j,oe=oe||G,Te=Te||le,(j!==b||se!==C)&&(i.blendEquationSeparate(rt[j],rt[se]),b=j,C=se),(G!==A||le!==S||oe!==E||Te!==x)&&(i.blendFuncSeparate(We[G],We[le],We[oe],We[Te]),A=G,S=le,E=oe,x=Te),(He.equals(M)===!1||ie!==B)&&(i.blendColor(He.r,He.g,He.b,ie),M.copy(He),B=ie),f=T,L=!1}function Et(T,j){T.side===wn?Be(i.CULL_FACE):ge(i.CULL_FACE);let G=T.side===sn;j&&(G=!G),rn(G),T.blending===Os&&T.transparent===!1?Bt(ns):Bt(T.blending,T.blendEquation,T.blendSrc,T.blendDst,T.blendEquationAlpha,T.blendSrcAlpha,T.blendDstAlpha,T.blendColor,T.blendAlpha,T.premultipliedAlpha),o.setFunc(T.depthFunc),o.setTest(T.depthTest),o.setMask(T.depthWrite),r.setMask(T.colorWrite);let le=T.stencilWrite;a.setTest(le),le&&(a.setMask(T.stencilWriteMask),a.setFunc(T.stencilFunc,T.stencilRef,T.stencilFuncMask),a.setOp(T.stencilFail,T.stencilZFail,T.stencilZPass)),Nt(T.polygonOffset,T.polygonOffsetFactor,T.polygonOffsetUnits),T.alphaToCoverage===!0?ge(i.SAMPLE_ALPHA_TO_COVERAGE):Be(i.SAMPLE_ALPHA_TO_COVERAGE)}function rn(T){F!==T&&(T?i.frontFace(i.CW):i.frontFace(i.CCW),F=T)}function mt(T){T!==wp?(ge(i.CULL_FACE),T!==H&&(T===fh?i.cullFace(i.BACK):T===Mp?i.cullFace(i.FRONT):i.cullFace(i.FRONT_AND_BACK))):Be(i.CULL_FACE),H=T}function Fn(T){T!==q&&(V&&i.lineWidth(T),q=T)}function Nt(T,j,G){T?(ge(i.POLYGON_OFFSET_FILL),(P!==j||X!==G)&&(P=j,X=G,o.getReversed()&&(j=-j,G=-G),i.polygonOffset(j,G))):Be(i.POLYGON_OFFSET_FILL)}function mn(T){T?ge(i.SCISSOR_TEST):Be(i.SCISSOR_TEST)}function gn(T){T===void 0&&(T=i.TEXTURE0+Z-1),Q!==T&&(i.activeTexture(T),Q=T)}function xn(T,j,G){G===void 0&&(Q===null?G=i.TEXTURE0+Z-1:G=Q);let le=ee[G];le===void 0&&(le={type:void 0,texture:void 0},ee[G]=le),(le.type!==T||le.texture!==j)&&(Q!==G&&(i.activeTexture(G),Q=G),i.bindTexture(T,j||Re[T]),le.type=T,le.texture=j)}function I(){let T=ee[Q];T!==void 0&&T.type!==void 0&&(i.bindTexture(T.type,null),T.type=void 0,T.texture=void 0)}function vn(){try{i.compressedTexImage2D(...arguments)}catch(T){Ne("WebGLState:",T)}}function ut(){try{i.compressedTexImage3D(...arguments)}catch(T){Ne("WebGLState:",T)}}function dt(){try{i.texSubImage2D(...arguments)}catch(T){Ne("WebGLState:",T)}}function de(){try{i.texSubImage3D(...arguments)}catch(T){Ne("WebGLState:",T)}}function Tt(){try{i.compressedTexSubImage2D(...arguments)}catch(T){Ne("WebGLState:",T)}}function Pe(){try{i.compressedTexSubImage3D(...arguments)}catch(T){Ne("WebGLState:",T)}}function Oe(){try{i.texStorage2D(...arguments)}catch(T){Ne("WebGLState:",T)}}function w(){try{i.texStorage3D(...arguments)}catch(T){Ne("WebGLState:",T)}}function v(){try{i.texImage2D(...arguments)}catch(T){Ne("WebGLState:",T)}}function U(){try{i.texImage3D(...arguments)}catch(T){Ne("WebGLState:",T)}}function te(T){return u[T]!==void 0?u[T]:i.getParameter(T)}function J(T,j){u[T]!==j&&(i.pixelStorei(T,j),u[T]=j)}function re(T){K.equals(T)===!1&&(i.scissor(T.x,T.y,T.z,T.w),K.copy(T))}function he(T){me.equals(T)===!1&&(i.viewport(T.x,T.y,T.z,T.w),me.copy(T))}function $(T,j){let G=c.get(j);G===void 0&&(G=new WeakMap,c.set(j,G));let le=G.get(T);le===void 0&&(le=i.getUniformBlockIndex(j,T.name),i.uniformBlockBinding(j,le,le),G.set(T,le))}function Y(T,j,G){let se=c.get(j).get(T);l[se]!==G&&(i.bindBufferBase(i.UNIFORM_BUFFER,se,G),l[se]=G)}function ae(){i.disable(i.BLEND),i.disable(i.CULL_FACE),i.disable(i.DEPTH_TEST),i.disable(i.POLYGON_OFFSET_FILL),i.disable(i.SCISSOR_TEST),i.disable(i.STENCIL_TEST),i.disable(i.SAMPLE_ALPHA_TO_COVERAGE),i.blendEquation(i.FUNC_ADD),i.blendFunc(i.ONE,i.ZERO),i.blendFuncSeparate(i.ONE,i.ZERO,i.ONE,i.ZERO),i.blendColor(0,0,0,0),i.colorMask(!0,!0,!0,!0),i.clearColor(0,0,0,0),i.depthMask(!0),i.depthFunc(i.LESS),o.setReversed(!1),i.clearDepth(1),i.stencilMask(4294967295),i.stencilFunc(i.ALWAYS,0,4294967295),i.stencilOp(i.KEEP,i.KEEP,i.KEEP),i.clearStencil(0),i.cullFace(i.BACK),i.frontFace(i.CCW),i.polygonOffset(0,0),i.activeTexture(i.TEXTURE0),i.bindFramebuffer(i.FRAMEBUFFER,null),i.bindFramebuffer(i.DRAW_FRAMEBUFFER,null),i.bindFramebuffer(i.READ_FRAMEBUFFER,null),i.useProgram(null),i.lineWidth(1),i.scissor(0,0,i.canvas.width,i.canvas.height),i.viewport(0,0,i.canvas.width,i.canvas.height),i.pixelStorei(i.PACK_ALIGNMENT,4),i.pixelStorei(i.UNPACK_ALIGNMENT,4),i.pixelStorei(i.UNPACK_FLIP_Y_WEBGL,!1),i.pixelStorei(i.UNPACK_PREMULTIPLY_ALPHA_WEBGL,!1),i.pixelStorei(i.UNPACK_COLORSPACE_CONVERSION_WEBGL,i.BROWSER_DEFAULT_WEBGL),i.pixelStorei(i.PACK_ROW_LENGTH,0),i.pixelStorei(i.PACK_SKIP_PIXELS,0),i.pixelStorei(i.PACK_SKIP_ROWS,0),i.pixelStorei(i.UNPACK_ROW_LENGTH,0),i.pixelStorei(i.UNPACK_IMAGE_HEIGHT,0),i.pixelStorei(i.UNPACK_SKIP_PIXELS,0),i.pixelStorei(i.UNPACK_SKIP_ROWS,0),i.pixelStorei(i.UNPACK_SKIP_IMAGES,0),h={},u={},Q=null,ee={},d={},l={},p=new WeakMap,g=[],_=null,m=!1,f=null,b=null,A=null,S=null,C=null,E=null,x=null,M=new Ee(0,0,0),B=0,L=!1,F=null,H=null,q=null,P=null,X=null,K.set(0,0,i.canvas.width,i.canvas.height),me.set(0,0,i.canvas.width,i.canvas.height),r.reset(),o.reset(),a.reset()}return{buffers:{color:r,depth:o,stencil:a},enable:ge,disable:Be,bindFramebuffer:_t,drawBuffers:Le,useProgram:tt,setBlending:Bt,setMaterial:Et,setFlipSided:rn,setCullFace:mt,setLineWidth:Fn,setPolygonOffset:Nt,setScissorTest:mn,activeTexture:gn,bindTexture:xn,unbindTexture:I,compressedTexImage2D:vn,compressedTexImage3D:ut,texImage2D:v,texImage3D:U,pixelStorei:J,getParameter:te,updateUBOMapping:$,uniformBlockBinding:Y,texStorage2D:Oe,texStorage3D:w,texSubImage2D:dt,texSubImage3D:de,compressedTexSubImage2D:Tt,compressedTexSubImage3D:Pe,scissor:re,viewport:he,reset:ae}}function iw(i,e,t,n,s,r,o){let a=e.has("WEBGL_multisampled_render_to_texture")?e.get("WEBGL_multisampled_render_to_texture"):null,l=typeof navigator>"u"?!1:/OculusBrowser/g.test(navigator.userAgent),c=new Ie,h=new WeakMap,u=new Set,d,p=new WeakMap,g=new Set,_=new FinalizationRegistry(w=>g.delete(w)),m=!1;try{m=typeof OffscreenCanvas<"u"&&new OffscreenCanvas(1,1).getContext("2d")!==null}catch{}function f(w,v){return m?new OffscreenCanvas(w,v):mr("canvas")}function b(w,v,U){let te=1,J=Oe(w);if((J.width>U||J.height>U)&&(te=U/Math.max(J.width,J.height)),te<1)if(typeof HTMLImageElement<"u"&&w instanceof HTMLImageElement||typeof HTMLCanvasElement<"u"&&w instanceof HTMLCanvasElement||typeof ImageBitmap<"u"&&w instanceof ImageBitmap||typeof VideoFrame<"u"&&w instanceof VideoFrame){let re=Math.floor(te*J.width),he=Math.floor(te*J.height);d===void 0&&(d=f(re,he));let $=v?f(re,he):d;return $.width=re,$.height=he,$.getContext("2d").drawImage(w,0,0,re,he),Ce("WebGLRenderer: Texture has been resized from ("+J.width+"x"+J.height+") to ("+re+"x"+he+")."),$}else return"data"in w&&Ce("WebGLRenderer: Image in DataTexture is too big ("+J.width+"x"+J.height+")."),w;return w}function A(w){return w.generateMipmaps}function S(w){i.generateMipmap(w)}function C(w){return w.isWebGLCubeRenderTarget?i.TEXTURE_CUBE_MAP:w.isWebGL3DRenderTarget?i.TEXTURE_3D:w.isWebGLArrayRenderTarget||w.isCompressedArrayTexture?i.TEXTURE_2D_ARRAY:i.TEXTURE_2D}function E(w,v,U,te,J,re=!1){if(w!==null){if(i[w]!==void 0)return i[w];Ce("WebGLRenderer: Attempt to use non-existing WebGL internal format '"+w+"'")}let he;te&&(he=e.get("EXT_texture_norm16"),he||Ce("WebGLRenderer: Unable to use normalized textures without EXT_texture_norm16 extension"));let $=v;if(v===i.RED&&(U===i.FLOAT&&($=i.R32F),U===i.HALF_FLOAT&&($=i.R16F),U===i.UNSIGNED_BYTE&&($=i.R8),U===i.UNSIGNED_SHORT&&he&&($=he.R16_EXT),U===i.SHORT&&he&&($=he.R16_SNORM_EXT)),v===i.RED_INTEGER&&(U===i.UNSIGNED_BYTE&&($=i.R8UI),U===i.UNSIGNED_SHORT&&($=i.R16UI),U===i.UNSIGNED_INT&&($=i.R32UI),U===i.BYTE&&($=i.R8I),U===i.SHORT&&($=i.R16I),U===i.INT&&($=i.R32I)),v===i.RG&&(U===i.FLOAT&&($=i.RG32F),U===i.HALF_FLOAT&&($=i.RG16F),U===i.UNSIGNED_BYTE&&($=i.RG8),U===i.UNSIGNED_SHORT&&he&&($=he.RG16_EXT),U===i.SHORT&&he&&($=he.RG16_SNORM_EXT)),v===i.RG_INTEGER&&(U===i.UNSIGNED_BYTE&&($=i.RG8UI),U===i.UNSIGNED_SHORT&&($=i.RG16UI),U===i.UNSIGNED_INT&&($=i.RG32UI),U===i.BYTE&&($=i.RG8I),U===i.SHORT&&($=i.RG16I),U===i.INT&&($=i.RG32I)),v===i.RGB_INTEGER&&(U===i.UNSIGNED_BYTE&&($=i.RGB8UI),U===i.UNSIGNED_SHORT&&($=i.RGB16UI),U===i.UNSIGNED_INT&&($=i.RGB32UI),U===i.BYTE&&($=i.RGB8I),U===i.SHORT&&($=i.RGB16I),U===i.INT&&($=i.RGB32I)),v===i.RGBA_INTEGER&&(U===i.UNSIGNED_BYTE&&($=i.RGBA8UI),U===i.UNSIGNED_SHORT&&($=i.RGBA16UI),U===i.UNSIGNED_INT&&($=i.RGBA32UI),U===i.BYTE&&($=i.RGBA8I),U===i.SHORT&&($=i.RGBA16I),U===i.INT&&($=i.RGBA32I)),v===i.RGB&&(U===i.UNSIGNED_SHORT&&he&&($=he.RGB16_EXT),U===i.SHORT&&he&&($=he.RGB16_SNORM_EXT),U===i.UNSIGNED_INT_5_9_9_9_REV&&($=i.RGB9_E5),U===i.UNSIGNED_INT_10F_11F_11F_REV&&($=i.R11F_G11F_B10F)),v===i.RGBA){let Y=re?fr:Ye.getTransfer(J);U===i.FLOAT&&($=i.RGBA32F),U===i.HALF_FLOAT&&($=i.RGBA16F),U===i.UNSIGNED_BYTE&&($=Y===et?i.SRGB8_ALPHA8:i.RGBA8),U===i.UNSIGNED_SHORT&&he&&($=he.RGBA16_EXT),U===i.SHORT&&he&&($=he.RGBA16_SNORM_EXT),U===i.UNSIGNED_SHORT_4_4_4_4&&($=i.RGBA4),U===i.UNSIGNED_SHORT_5_5_5_1&&($=i.RGB5_A1)}return($===i.R16F||$===i.R32F||$===i.RG16F||$===i.RG32F||$===i.RGBA16F||$===i.RGBA32F)&&e.get("EXT_color_buffer_float"),$}function x(w,v){let U;return w?v===null||v===Rn||v===rs?U=i.DEPTH24_STENCIL8:v===Pn?U=i.DEPTH32F_STENCIL8:v===ks&&(U=i.DEPTH24_STENCIL8,Ce("DepthTexture: 16 bit depth attachment is not supported with stencil. Using 24-bit attachment.")):v===null||v===Rn||v===rs?U=i.DEPTH_COMPONENT24:v===Pn?U=i.DEPTH_COMPONENT32F:v===ks&&(U=i.DEPTH_COMPONENT16),U}function M(w,v){return A(w)===!0||w.isFramebufferTexture&&w.minFilter!==Mt&&w.minFilter!==Rt?Math.log2(Math.max(v.width,v.height))+1:w.mipmaps.length>0?w.mipmaps.length:w.isCompressedTexture&&Array.isArray(w.image)?v.mipmaps.length:1}function B(w){let v=new WeakRef(w);n.get(w).__ref=v,g.add(v),_.register(w,v,v)}function L(w){let v=n.get(w).__ref;v!==void 0&&(g.delete(v),_.unregister(v))}function F(w){q(w.target)}function H(w){P(w.target)}function q(w){w.removeEventListener("dispose",F),L(w),Z(w),w.isVideoTexture&&h.delete(w),w.isHTMLTexture&&u.delete(w)}function P(w){w.removeEventListener("dispose",H),L(w),ne(w)}function X(){for(let w of g){let v=w.deref();v!==void 0&&(v.isRenderTarget===!0?P(v):q(v))}g.clear(),u.clear()}function Z(w){let v=n.get(w);if(v.__webglInit===void 0)return;let U=w.source,te=p.get(U);if(te){let J=te[v.__cacheKey];J.usedTimes--,J.usedTimes===0&&V(w),Object.keys(te).length===0&&p.delete(U)}n.remove(w)}function V(w){let v=n.get(w);i.deleteTexture(v.__webglTexture);let U=w.source,te=p.get(U);delete te[v.__cacheKey],o.memory.textures--}function ne(w){let v=n.get(w);v.__depthDisposeCallback&&v.__depthDisposeCallback();let U=w.depthTexture;if(U&&U.renderTarget===w&&q(U),w.isWebGLCubeRenderTarget)for(let J=0;J<6;J++){if(Array.isArray(v.__webglFramebuffer[J]))for(let re=0;re<v.__webglFramebuffer[J].length;re++)i.deleteFramebuffer(v.__webglFramebuffer[J][re]);else i.deleteFramebuffer(v.__webglFramebuffer[J]);v.__webglDepthbuffer&&i.deleteRenderbuffer(v.__webglDepthbuffer[J])}else{if(Array.isArray(v.__webglFramebuffer))for(let J=0;J<v.__webglFramebuffer.length;J++)i.deleteFramebuffer(v.__webglFramebuffer[J]);else i.deleteFramebuffer(v.__webglFramebuffer);if(v.__webglDepthbuffer&&i.deleteRenderbuffer(v.__webglDepthbuffer),v.__webglMultisampledFramebuffer&&i.deleteFramebuffer(v.__webglMultisampledFramebuffer),v.__webglColorRenderbuffer)for(let J=0;J<v.__webglColorRenderbuffer.length;J++)v.__webglColorRenderbuffer[J]&&i.deleteRenderbuffer(v.__webglColorRenderbuffer[J]);v.__webglDepthRenderbuffer&&i.deleteRenderbuffer(v.__webglDepthRenderbuffer)}let te=w.textures;for(let J=0,re=te.length;J<re;J++){let he=n.get(te[J]);he.__webglTexture&&(i.deleteTexture(he.__webglTexture),o.memory.textures--),n.remove(te[J])}n.remove(w)}let W=0;function Q(){W=0}function ee(){return W}function Me(w){W=w}function Ue(){let w=W;return w>=s.maxTextures&&Ce("WebGLTextures: Trying to use "+(w+1)+" texture units while this GPU supports only "+s.maxTextures),W+=1,w}function K(w){let v=[];return v.push(w.wrapS),v.push(w.wrapT),v.push(w.wrapR||0),v.push(w.magFilter),v.push(w.minFilter),v.push(w.anisotropy),v.push(w.internalFormat),v.push(w.format),v.push(w.type),v.push(w.generateMipmaps),v.push(w.mipmapsAutoUpdate),v.push(w.premultiplyAlpha),v.push(w.flipY),v.push(w.unpackAlignment),v.push(w.colorSpace),v.join()}function me(w,v){let U=n.get(w);if(w.isVideoTexture&&Tt(w),w.isRenderTargetTexture===!1&&w.isExternalTexture!==!0&&w.version>0&&U.__version!==w.version){let te=w.image;if(te===null)Ce("WebGLRenderer: Texture marked for update but no image data found.");else if(te.complete===!1)Ce("WebGLRenderer: Texture marked for update but image is incomplete");else{Et(U,w,v);return}}else w.isExternalTexture&&(U.__webglTexture=w.sourceTexture?w.sourceTexture:null);t.bindTexture(i.TEXTURE_2D,U.__webglTexture,i.TEXTURE0+v)}function ye(w,v){let U=n.get(w);if(w.isRenderTargetTexture===!1&&w.version>0&&U.__version!==w.version){Et(U,w,v);return}else w.isExternalTexture&&(U.__webglTexture=w.sourceTexture?w.sourceTexture:null);t.bindTexture(i.TEXTURE_2D_ARRAY,U.__webglTexture,i.TEXTURE0+v)}function Re(w,v){let U=n.get(w);if(w.isRenderTargetTexture===!1&&w.version>0&&U.__version!==w.version){Et(U,w,v);return}t.bindTexture(i.TEXTURE_3D,U.__webglTexture,i.TEXTURE0+v)}function ge(w,v){let U=n.get(w);if(w.version>0&&U.__version!==w.version){rn(U,w,v);return}t.bindTexture(i.TEXTURE_CUBE_MAP,U.__webglTexture,i.TEXTURE0+v)}let Be={[ra]:i.REPEAT,[Bn]:i.CLAMP_TO_EDGE,[oa]:i.MIRRORED_REPEAT},_t={[Mt]:i.NEAREST,[Xp]:i.NEAREST_MIPMAP_NEAREST,[Ir]:i.NEAREST_MIPMAP_LINEAR,[Rt]:i.LINEAR,[Da]:i.LINEAR_MIPMAP_NEAREST,[oi]:i.LINEAR_MIPMAP_LINEAR},Le={[Kp]:i.NEVER,[kh]:i.ALWAYS,[jp]:i.LESS,[Oh]:i.LEQUAL,[Zp]:i.EQUAL,[Uh]:i.GEQUAL,[Jp]:i.GREATER,[Qp]:i.NOTEQUAL};function tt(w,v){if(v.type===Pn&&e.has("OES_texture_float_linear")===!1&&(v.magFilter===Rt||v.magFilter===Da||v.magFilter===Ir||v.magFilter===oi||v.minFilter===Rt||v.minFilter===Da||v.minFilter===Ir||v.minFilter===oi)&&Ce("WebGLRenderer: Unable to use linear filtering with floating point textures. OES_texture_float_linear not supported on this device."),i.texParameteri(w,i.TEXTURE_WRAP_S,Be[v.wrapS]),i.texParameteri(w,i.TEXTURE_WRAP_T,Be[v.wrapT]),(w===i.TEXTURE_3D||w===i.TEXTURE_2D_ARRAY)&&i.texParameteri(w,i.TEXTURE_WRAP_R,Be[v.wrapR]),i.texParameteri(w,i.TEXTURE_MAG_FILTER,_t[v.magFilter]),i.texParameteri(w,i.TEXTURE_MIN_FILTER,_t[v.minFilter]),v.compareFunction&&(i.texParameteri(w,i.TEXTURE_COMPARE_MODE,i.COMPARE_REF_TO_TEXTURE),i.texParameteri(w,i.TEXTURE_COMPARE_FUNC,Le[v.compareFunction])),e.has("EXT_texture_filter_anisotropic")===!0){if(v.magFilter===Mt||v.minFilter!==Ir&&v.minFilter!==oi||v.type===Pn&&e.has("OES_texture_float_linear")===!1)return;if(v.anisotropy>1||n.get(v).__currentAnisotropy){let U=e.get("EXT_texture_filter_anisotropic");i.texParameterf(w,U.TEXTURE_MAX_ANISOTROPY_EXT,Math.min(v.anisotropy,s.getMaxAnisotropy())),n.get(v).__currentAnisotropy=v.anisotropy}}}function rt(w,v){let U=!1;w.__webglInit===void 0&&(w.__webglInit=!0,v.addEventListener("dispose",F),B(v));let te=v.source,J=p.get(te);J===void 0&&(J={},p.set(te,J));let re=K(v);if(re!==w.__cacheKey){J[re]===void 0&&(J[re]={texture:i.createTexture(),usedTimes:0},o.memory.textures++,U=!0),J[re].usedTimes++;let he=J[w.__cacheKey];he!==void 0&&(J[w.__cacheKey].usedTimes--,he.usedTimes===0&&V(v)),w.__cacheKey=re,w.__webglTexture=J[re].texture}return U}function We(w,v,U){return Math.floor(Math.floor(w/U)/v)}function Bt(w,v,U,te){let re=w.updateRanges;if(re.length===0)t.texSubImage2D(i.TEXTURE_2D,0,0,0,v.width,v.height,U,te,v.data);else{re.sort((T,j)=>T.start-j.start);let he=0;for(let T=1;T<re.length;T++){let j=re[he],G=re[T],le=j.start+j.count,se=We(G.start,v.width,4),oe=We(j.start,v.width,4);G.start<=le+1&&se===oe&&We(G.start+G.count-1,v.width,4)===se?j.count=Math.max(j.count,G.start+G.count-j.start):(++he,re[he]=G)}re.length=he+1;let $=t.getParameter(i.UNPACK_ROW_LENGTH),Y=t.getParameter(i.UNPACK_SKIP_PIXELS),ae=t.getParameter(i.UNPACK_SKIP_ROWS);t.pixelStorei(i.UNPACK_ROW_LENGTH,v.width);for(let T=0,j=re.length;T<j;T++){let G=re[T],le=Math.floor(G.start/4),se=Math.ceil(G.count/4),oe=le%v.width,Te=Math.floor(le/v.width),He=se,ie=1;t.pixelStorei(i.UNPACK_SKIP_PIXELS,oe),t.pixelStorei(i.UNPACK_SKIP_ROWS,Te),t.texSubImage2D(i.TEXTURE_2D,0,oe,Te,He,ie,U,te,v.data)}w.clearUpdateRanges(),t.pixelStorei(i.UNPACK_ROW_LENGTH,$),t.pixelStorei(i.UNPACK_SKIP_PIXELS,Y),t.pixelStorei(i.UNPACK_SKIP_ROWS,ae)}}function Et(w,v,U){let te=i.TEXTURE_2D;(v.isDataArrayTexture||v.isCompressedArrayTexture)&&(te=i.TEXTURE_2D_ARRAY),v.isData3DTexture&&(te=i.TEXTURE_3D);let J=rt(w,v),re=v.source;t.bindTexture(te,w.__webglTexture,i.TEXTURE0+U);let he=n.get(re);if(re.version!==he.__version||J===!0){if(t.activeTexture(i.TEXTURE0+U),(typeof ImageBitmap<"u"&&v.image instanceof ImageBitmap)===!1){let ie=Ye.getPrimaries(Ye.workingColorSpace),Ae=v.colorSpace===li?null:Ye.getPrimaries(v.colorSpace),ze=v.colorSpace===li||ie===Ae?i.NONE:i.BROWSER_DEFAULT_WEBGL;t.pixelStorei(i.UNPACK_FLIP_Y_WEBGL,v.flipY),t.pixelStorei(i.UNPACK_PREMULTIPLY_ALPHA_WEBGL,v.premultiplyAlpha),t.pixelStorei(i.UNPACK_COLORSPACE_CONVERSION_WEBGL,ze)}t.pixelStorei(i.UNPACK_ALIGNMENT,v.unpackAlignment);let Y=b(v.image,!1,s.maxTextureSize);Y=Pe(v,Y);let ae=r.convert(v.format,v.colorSpace),T=r.convert(v.type),j=E(v.internalFormat,ae,T,v.normalized,v.colorSpace,v.isVideoTexture);tt(te,v);let G,le=v.mipmaps,se=v.isVideoTexture!==!0,oe=he.__version===void 0||J===!0,Te=re.dataReady,He=M(v,Y);if(v.isDepthTexture)j=x(v.format===ai,v.type),oe&&(se?t.texStorage2D(i.TEXTURE_2D,1,j,Y.width,Y.height):t.texImage2D(i.TEXTURE_2D,0,j,Y.width,Y.height,0,ae,T,null));else if(v.isDataTexture)if(le.length>0){se&&oe&&t.texStorage2D(i.TEXTURE_2D,He,j,le[0].width,le[0].height);for(let ie=0,Ae=le.length;ie<Ae;ie++)G=le[ie],se?Te&&t.texSubImage2D(i.TEXTURE_2D,ie,0,0,G.width,G.height,ae,T,G.data):t.texImage2D(i.TEXTURE_2D,ie,j,G.width,G.height,0,ae,T,G.data);v.generateMipmaps=!1}else se?(oe&&t.texStorage2D(i.TEXTURE_2D,He,j,Y.width,Y.height),Te&&Bt(v,Y,ae,T)):t.texImage2D(i.TEXTURE_2D,0,j,Y.width,Y.height,0,ae,T,Y.data);else if(v.isCompressedTexture)if(v.isCompressedArrayTexture){se&&oe&&t.texStorage3D(i.TEXTURE_2D_ARRAY,He,j,le[0].width,le[0].height,Y.depth);for(let ie=0,Ae=le.length;ie<Ae;ie++)if(G=le[ie],v.format!==In)if(ae!==null)if(se){if(Te)if(v.layerUpdates.size>0){let ze=qh(G.width,G.height,v.format,v.type);for(let pe of v.layerUpdates){let nt=G.data.subarray(pe*ze/G.data.BYTES_PER_ELEMENT,(pe+1)*ze/G.data.BYTES_PER_ELEMENT);t.compressedTexSubImage3D(i.TEXTURE_2D_ARRAY,ie,0,0,pe,G.width,G.height,1,ae,nt)}}else t.compressedTexSubImage3D(i.TEXTURE_2D_ARRAY,ie,0,0,0,G.width,G.height,Y.depth,ae,G.data)}else t.compressedTexImage3D(i.TEXTURE_2D_ARRAY,ie,j,G.width,G.height,Y.depth,0,G.data,0,0);else Ce("WebGLRenderer: Attempt to load unsupported compressed texture format in .uploadTexture()");else se?Te&&t.texSubImage3D(i.TEXTURE_2D_ARRAY,ie,0,0,0,G.width,G.height,Y.depth,ae,T,G.data):t.texImage3D(i.TEXTURE_2D_ARRAY,ie,j,G.width,G.height,Y.depth,0,ae,T,G.data);v.layerUpdates.size>0&&v.clearLayerUpdates()}else{se&&oe&&t.texStorage2D(i.TEXTURE_2D,He,j,le[0].width,le[0].height);for(let ie=0,Ae=le.length;ie<Ae;ie++)G=le[ie],v.format!==In?ae!==null?se?Te&&t.compressedTexSubImage2D(i.TEXTURE_2D,ie,0,0,G.width,G.height,ae,G.data):t.compressedTexImage2D(i.TEXTURE_2D,ie,j,G.width,G.height,0,G.data):Ce("WebGLRenderer: Attempt to load unsupported compressed texture format in .uploadTexture()"):se?Te&&t.texSubImage2D(i.TEXTURE_2D,ie,0,0,G.width,G.height,ae,T,G.data):t.texImage2D(i.TEXTURE_2D,ie,j,G.width,G.height,0,ae,T,G.data)}else if(v.isDataArrayTexture)if(se){if(oe&&t.texStorage3D(i.TEXTURE_2D_ARRAY,He,j,Y.width,Y.height,Y.depth),Te)if(v.layerUpdates.size>0){let ie=qh(Y.width,Y.height,v.format,v.type);for(let Ae of v.layerUpdates){let ze=Y.data.subarray(Ae*ie/Y.data.BYTES_PER_ELEMENT,(Ae+1)*ie/Y.data.BYTES_PER_ELEMENT);t.texSubImage3D(i.TEXTURE_2D_ARRAY,0,0,0,Ae,Y.width,Y.height,1,ae,T,ze)}v.clearLayerUpdates()}else t.texSubImage3D(i.TEXTURE_2D_ARRAY,0,0,0,0,Y.width,Y.height,Y.depth,ae,T,Y.data)}else t.texImage3D(i.TEXTURE_2D_ARRAY,0,j,Y.width,Y.height,Y.depth,0,ae,T,Y.data);else if(v.isData3DTexture)se?(oe&&t.texStorage3D(i.TEXTURE_3D,He,j,Y.width,Y.height,Y.depth),Te&&t.texSubImage3D(i.TEXTURE_3D,0,0,0,0,Y.width,Y.height,Y.depth,ae,T,Y.data)):t.texImage3D(i.TEXTURE_3D,0,j,Y.width,Y.height,Y.depth,0,ae,T,Y.data);else if(v.isFramebufferTexture){if(oe)if(se)t.texStorage2D(i.TEXTURE_2D,He,j,Y.width,Y.height);else{let ie=Y.width,Ae=Y.height;for(let ze=0;ze<He;ze++)t.texImage2D(i.TEXTURE_2D,ze,j,ie,Ae,0,ae,T,null),ie>>=1,Ae>>=1}}else if(v.isHTMLTexture){if("texElementImage2D"in i){let ie=i.canvas;if(ie.hasAttribute("layoutsubtree")||ie.setAttribute("layoutsubtree","true"),Y.parentNode!==ie){ie.appendChild(Y),u.add(v),ie.onpaint=Ae=>{let ze=Ae.changedElements;for(let pe of u)ze.includes(pe.image)&&(pe.needsUpdate=!0)},ie.requestPaint();return}if(i.texElementImage2D.length===3)i.texElementImage2D(i.TEXTURE_2D,i.RGBA8,Y);else{let ze=i.RGBA,pe=i.RGBA,nt=i.UNSIGNED_BYTE;i.texElementImage2D(i.TEXTURE_2D,0,ze,pe,nt,Y)}i.texParameteri(i.TEXTURE_2D,i.TEXTURE_MIN_FILTER,i.LINEAR),i.texParameteri(i.TEXTURE_2D,i.TEXTURE_WRAP_S,i.CLAMP_TO_EDGE),i.texParameteri(i.TEXTURE_2D,i.TEXTURE_WRAP_T,i.CLAMP_TO_EDGE)}}else if(le.length>0){if(se&&oe){let ie=Oe(le[0]);t.texStorage2D(i.TEXTURE_2D,He,j,ie.width,ie.height)}for(let ie=0,Ae=le.length;ie<Ae;ie++)G=le[ie],se?Te&&t.texSubImage2D(i.TEXTURE_2D,ie,0,0,ae,T,G):t.texImage2D(i.TEXTURE_2D,ie,j,ae,T,G);v.generateMipmaps=!1}else if(se){if(oe){let ie=Oe(Y);t.texStorage2D(i.TEXTURE_2D,He,j,ie.width,ie.height)}Te&&t.texSubImage2D(i.TEXTURE_2D,0,0,0,ae,T,Y)}else t.texImage2D(i.TEXTURE_2D,0,j,ae,T,Y);A(v)&&v.mipmapsAutoUpdate===!0&&S(te),he.__version=re.version,v.onUpdate&&v.onUpdate(v)}w.__version=v.version}function rn(w,v,U){if(v.image.length!==6)return;let te=rt(w,v),J=v.source;t.bindTexture(i.TEXTURE_CUBE_MAP,w.__webglTexture,i.TEXTURE0+U);let re=n.get(J);if(J.version!==re.__version||te===!0){t.activeTexture(i.TEXTURE0+U);let he=Ye.getPrimaries(Ye.workingColorSpace),$=v.colorSpace===li?null:Ye.getPrimaries(v.colorSpace),Y=v.colorSpace===li||he===$?i.NONE:i.BROWSER_DEFAULT_WEBGL;t.pixelStorei(i.UNPACK_FLIP_Y_WEBGL,v.flipY),t.pixelStorei(i.UNPACK_PREMULTIPLY_ALPHA_WEBGL,v.premultiplyAlpha),t.pixelStorei(i.UNPACK_ALIGNMENT,v.unpackAlignment),t.pixelStorei(i.UNPACK_COLORSPACE_CONVERSION_WEBGL,Y);let ae=v.isCompressedTexture||v.image[0].isCompressedTexture,T=v.image[0]&&v.image[0].isDataTexture,j=[];for(let pe=0;pe<6;pe++)!ae&&!T?j[pe]=b(v.image[pe],!0,s.maxCubemapSize):j[pe]=T?v.image[pe].image:v.image[pe],j[pe]=Pe(v,j[pe]);let G=j[0],le=r.convert(v.format,v.colorSpace),se=r.convert(v.type),oe=E(v.internalFormat,le,se,v.normalized,v.colorSpace),Te=v.isVideoTexture!==!0,He=re.__version===void 0||te===!0,ie=J.dataReady,Ae=M(v,G);tt(i.TEXTURE_CUBE_MAP,v);let ze;if(v.isDepthTexture){if(oe=x(v.format===ai,v.type),He)if(Te)t.texStorage2D(i.TEXTURE_CUBE_MAP,1,oe,G.width,G.height);else for(let pe=0;pe<6;pe++)t.texImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,0,oe,G.width,G.height,0,le,se,null)}else if(ae){Te&&He&&t.texStorage2D(i.TEXTURE_CUBE_MAP,Ae,oe,G.width,G.height);for(let pe=0;pe<6;pe++){ze=j[pe].mipmaps;for(let nt=0;nt<ze.length;nt++){let Ft=ze[nt];v.format!==In?le!==null?Te?ie&&t.compressedTexSubImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,nt,0,0,Ft.width,Ft.height,le,Ft.data):t.compressedTexImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,nt,oe,Ft.width,Ft.height,0,Ft.data):Ce("WebGLRenderer: Attempt to load unsupported compressed texture format in .setTextureCube()"):Te?ie&&t.texSubImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,nt,0,0,Ft.width,Ft.height,le,se,Ft.data):t.texImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,nt,oe,Ft.width,Ft.height,0,le,se,Ft.data)}}}else{if(ze=v.mipmaps,Te&&He){ze.length>0&&Ae++;let pe=Oe(j[0]);t.texStorage2D(i.TEXTURE_CUBE_MAP,Ae,oe,pe.width,pe.height)}for(let pe=0;pe<6;pe++)if(T){Te?ie&&t.texSubImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,0,0,0,j[pe].width,j[pe].height,le,se,j[pe].data):t.texImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,0,oe,j[pe].width,j[pe].height,0,le,se,j[pe].data);for(let nt=0;nt<ze.length;nt++){let hi=ze[nt].image[pe].image;Te?ie&&t.texSubImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,nt+1,0,0,hi.width,hi.height,le,se,hi.data):t.texImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,nt+1,oe,hi.width,hi.height,0,le,se,hi.data)}}else{Te?ie&&t.texSubImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,0,0,0,le,se,j[pe]):t.texImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,0,oe,le,se,j[pe]);for(let nt=0;nt<ze.length;nt++){let Ft=ze[nt];Te?ie&&t.texSubImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,nt+1,0,0,le,se,Ft.image[pe]):t.texImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,nt+1,oe,le,se,Ft.image[pe])}}}A(v)&&v.mipmapsAutoUpdate===!0&&S(i.TEXTURE_CUBE_MAP),re.__version=J.version,v.onUpdate&&v.onUpdate(v)}w.__version=v.version}function mt(w,v,U,te,J,re){let he=r.convert(U.format,U.colorSpace),$=r.convert(U.type),Y=E(U.internalFormat,he,$,U.normalized,U.colorSpace),ae=n.get(v),T=n.get(U);if(T.__renderTarget=v,!ae.__hasExternalTextures){let j=Math.max(1,v.width>>re),G=Math.max(1,v.height>>re);J===i.TEXTURE_3D||J===i.TEXTURE_2D_ARRAY?t.texImage3D(J,re,Y,j,G,v.depth,0,he,$,null):t.texImage2D(J,re,Y,j,G,0,he,$,null)}t.bindFramebuffer(i.FRAMEBUFFER,w),de(v)?a.framebufferTexture2DMultisampleEXT(i.FRAMEBUFFER,te,J,T.__webglTexture,0,dt(v)):(J===i.TEXTURE_2D||J>=i.TEXTURE_CUBE_MAP_POSITIVE_X&&J<=i.TEXTURE_CUBE_MAP_NEGATIVE_Z)&&i.framebufferTexture2D(i.FRAMEBUFFER,te,J,T.__webglTexture,re),t.bindFramebuffer(i.FRAMEBUFFER,null)}function Fn(w,v,U){if(i.bindRenderbuffer(i.RENDERBUFFER,w),v.depthBuffer){let te=v.depthTexture,J=te&&te.isDepthTexture?te.type:null,re=x(v.stencilBuffer,J),he=v.stencilBuffer?i.DEPTH_STENCIL_ATTACHMENT:i.DEPTH_ATTACHMENT;de(v)?a.renderbufferStorageMultisampleEXT(i.RENDERBUFFER,dt(v),re,v.width,v.height):U?i.renderbufferStorageMultisample(i.RENDERBUFFER,dt(v),re,v.width,v.height):i.renderbufferStorage(i.RENDERBUFFER,re,v.width,v.height),i.framebufferRenderbuffer(i.FRAMEBUFFER,he,i.RENDERBUFFER,w)}else{let te=v.textures;for(let J=0;J<te.length;J++){let re=te[J],he=r.convert(re.format,re.colorSpace),$=r.convert(re.type),Y=E(re.internalFormat,he,$,re.normalized,re.colorSpace);de(v)?a.renderbufferStorageMultisampleEXT(i.RENDERBUFFER,dt(v),Y,v.width,v.height):U?i.renderbufferStorageMultisample(i.RENDERBUFFER,dt(v),Y,v.width,v.height):i.renderbufferStorage(i.RENDERBUFFER,Y,v.width,v.height)}}i.bindRenderbuffer(i.RENDERBUFFER,null)}function Nt(w,v,U){let te=v.isWebGLCubeRenderTarget===!0;if(t.bindFramebuffer(i.FRAMEBUFFER,w),!(v.depthTexture&&v.depthTexture.isDepthTexture))throw new Error("THREE.WebGLTextures: renderTarget.depthTexture must be an instance of THREE.DepthTexture.");let J=n.get(v.depthTexture);J.__renderTarget=v;let re=te?v.depthTexture.image[0]:v.depthTexture.image;(!J.__webglTexture||re.width!==v.width||re.height!==v.height)&&(re.width=v.width,re.height=v.height,v.depthTexture.needsUpdate=!0),te?ge(v.depthTexture,0):me(v.depthTexture,0);let he=J.__webglTexture,$=dt(v),Y=te?i.TEXTURE_CUBE_MAP_POSITIVE_X+U:i.TEXTURE_2D,ae=v.depthTexture.format===ai?i.DEPTH_STENCIL_ATTACHMENT:i.DEPTH_ATTACHMENT;if(v.depthTexture.format===ii)de(v)?a.framebufferTexture2DMultisampleEXT(i.FRAMEBUFFER,ae,Y,he,0,$):i.framebufferTexture2D(i.FRAMEBUFFER,ae,Y,he,0);else if(v.depthTexture.format===ai)de(v)?a.framebufferTexture2DMultisampleEXT(i.FRAMEBUFFER,ae,Y,he,0,$):i.framebufferTexture2D(i.FRAMEBUFFER,ae,Y,he,0);else throw new Error("THREE.WebGLTextures: Unknown depthTexture format.")}function mn(w){let v=n.get(w),U=w.isWebGLCubeRenderTarget===!0;if(v.__boundDepthTexture!==w.depthTexture){let te=w.depthTexture;if(v.__depthDisposeCallback&&v.__depthDisposeCallback(),te){let J=()=>{delete v.__boundDepthTexture,delete v.__depthDisposeCallback,te.removeEventListener("dispose",J)};te.addEventListener("dispose",J),v.__depthDisposeCallback=J}v.__boundDepthTexture=te}if(w.depthTexture&&!v.__autoAllocateDepthBuffer)if(U)for(let te=0;te<6;te++)Nt(v.__webglFramebuffer[te],w,te);else w.texture.mipmaps.length>0?Nt(v.__webglFramebuffer[0],w,0):Nt(v.__webglFramebuffer,w,0);else if(U){v.__webglDepthbuffer=[];for(let te=0;te<6;te++)if(t.bindFramebuffer(i.FRAMEBUFFER,v.__webglFramebuffer[te]),v.__webglDepthbuffer[te]===void 0)v.__webglDepthbuffer[te]=i.createRenderbuffer(),Fn(v.__webglDepthbuffer[te],w,!1);else{let J=w.stencilBuffer?i.DEPTH_STENCIL_ATTACHMENT:i.DEPTH_ATTACHMENT,re=v.__webglDepthbuffer[te];i.bindRenderbuffer(i.RENDERBUFFER,re),i.framebufferRenderbuffer(i.FRAMEBUFFER,J,i.RENDERBUFFER,re)}}else if(w.texture.mipmaps.length>0?t.bindFramebuffer(i.FRAMEBUFFER,v.__webglFramebuffer[0]):t.bindFramebuffer(i.FRAMEBUFFER,v.__webglFramebuffer),v.__webglDepthbuffer===void 0)v.__webglDepthbuffer=i.createRenderbuffer(),Fn(v.__webglDepthbuffer,w,!1);else{let J=w.stencilBuffer?i.DEPTH_STENCIL_ATTACHMENT:i.DEPTH_ATTACHMENT,re=v.__webglDepthbuffer;i.bindRenderbuffer(i.RENDERBUFFER,re),i.framebufferRenderbuffer(i.FRAMEBUFFER,J,i.RENDERBUFFER,re)}t.bindFramebuffer(i.FRAMEBUFFER,null)}function gn(w,v,U){let te=n.get(w);v!==void 0&&mt(te.__webglFramebuffer,w,w.texture,i.COLOR_ATTACHMENT0,i.TEXTURE_2D,0),U!==void 0&&mn(w)}function xn(w){let v=w.texture,U=n.get(w),te=n.get(v);w.addEventListener("dispose",H),B(w);let J=w.textures,re=w.isWebGLCubeRenderTarget===!0,he=J.length>1;if(he||(te.__webglTexture===void 0&&(te.__webglTexture=i.createTexture()),te.__version=v.version,o.memory.textures++),re){U.__webglFramebuffer=[];for(let $=0;$<6;$++)if(v.mipmaps.length>0){U.__webglFramebuffer[$]=[];for(let Y=0;Y<v.mipmaps.length;Y++)U.__webglFramebuffer[$][Y]=i.createFramebuffer()}else U.__webglFramebuffer[$]=i.createFramebuffer()}else{if(v.mipmaps.length>0){U.__webglFramebuffer=[];for(let $=0;$<v.mipmaps.length;$++)U.__webglFramebuffer[$]=i.createFramebuffer()}else U.__webglFramebuffer=i.createFramebuffer();if(he)for(let $=0,Y=J.length;$<Y;$++){let ae=n.get(J[$]);ae.__webglTexture===void 0&&(ae.__webglTexture=i.createTexture(),o.memory.textures++)}if(w.samples>0&&de(w)===!1){U.__webglMultisampledFramebuffer=i.createFramebuffer(),U.__webglColorRenderbuffer=[],t.bindFramebuffer(i.FRAMEBUFFER,U.__webglMultisampledFramebuffer);for(let $=0;$<J.length;$++){let Y=J[$];U.__webglColorRenderbuffer[$]=i.createRenderbuffer(),i.bindRenderbuffer(i.RENDERBUFFER,U.__webglColorRenderbuffer[$]);let ae=r.convert(Y.format,Y.colorSpace),T=r.convert(Y.type),j=E(Y.internalFormat,ae,T,Y.normalized,Y.colorSpace,w.isXRRenderTarget===!0),G=dt(w);i.renderbufferStorageMultisample(i.RENDERBUFFER,G,j,w.width,w.height),i.framebufferRenderbuffer(i.FRAMEBUFFER,i.COLOR_ATTACHMENT0+$,i.RENDERBUFFER,U.__webglColorRenderbuffer[$])}i.bindRenderbuffer(i.RENDERBUFFER,null),w.depthBuffer&&(U.__webglDepthRenderbuffer=i.createRenderbuffer(),Fn(U.__webglDepthRenderbuffer,w,!0)),t.bindFramebuffer(i.FRAMEBUFFER,null)}}if(re){t.bindTexture(i.TEXTURE_CUBE_MAP,te.__webglTexture),tt(i.TEXTURE_CUBE_MAP,v);for(let $=0;$<6;$++)if(v.mipmaps.length>0)for(let Y=0;Y<v.mipmaps.length;Y++)mt(U.__webglFramebuffer[$][Y],w,v,i.COLOR_ATTACHMENT0,i.TEXTURE_CUBE_MAP_POSITIVE_X+$,Y);else mt(U.__webglFramebuffer[$],w,v,i.COLOR_ATTACHMENT0,i.TEXTURE_CUBE_MAP_POSITIVE_X+$,0);A(v)?S(i.TEXTURE_CUBE_MAP):v.mipmaps.length>0&&i.texParameteri(i.TEXTURE_CUBE_MAP,i.TEXTURE_MAX_LEVEL,v.mipmaps.length-1),t.unbindTexture()}else if(he){for(let $=0,Y=J.length;$<Y;$++){let ae=J[$],T=n.get(ae),j=i.TEXTURE_2D;(w.isWebGL3DRenderTarget||w.isWebGLArrayRenderTarget)&&(j=w.isWebGL3DRenderTarget?i.TEXTURE_3D:i.TEXTURE_2D_ARRAY),t.bindTexture(j,T.__webglTexture),tt(j,ae),mt(U.__webglFramebuffer,w,ae,i.COLOR_ATTACHMENT0+$,j,0),A(ae)&&S(j)}t.unbindTexture()}else{let $=i.TEXTURE_2D;if((w.isWebGL3DRenderTarget||w.isWebGLArrayRenderTarget)&&($=w.isWebGL3DRenderTarget?i.TEXTURE_3D:i.TEXTURE_2D_ARRAY),t.bindTexture($,te.__webglTexture),tt($,v),v.mipmaps.length>0)for(let Y=0;Y<v.mipmaps.length;Y++)mt(U.__webglFramebuffer[Y],w,v,i.COLOR_ATTACHMENT0,$,Y);else mt(U.__webglFramebuffer,w,v,i.COLOR_ATTACHMENT0,$,0);A(v)?S($):v.mipmaps.length>0&&i.texParameteri($,i.TEXTURE_MAX_LEVEL,v.mipmaps.length-1),t.unbindTexture()}w.depthBuffer&&mn(w)}function I(w){let v=w.textures;for(let U=0,te=v.length;U<te;U++){let J=v[U];if(A(J)&&J.mipmapsAutoUpdate===!0){let re=C(w),he=n.get(J).__webglTexture;t.bindTexture(re,he),S(re),t.unbindTexture()}}}let vn=[];function ut(w){if(w.samples>0){if(de(w)===!1){let v=w.textures,U=w.width,te=w.height,J=i.COLOR_BUFFER_BIT,re=w.stencilBuffer?i.DEPTH_STENCIL_ATTACHMENT:i.DEPTH_ATTACHMENT,he=n.get(w),$=v.length>1;if($)for(let ae=0;ae<v.length;ae++)t.bindFramebuffer(i.FRAMEBUFFER,he.__webglMultisampledFramebuffer),i.framebufferRenderbuffer(i.FRAMEBUFFER,i.COLOR_ATTACHMENT0+ae,i.RENDERBUFFER,null),t.bindFramebuffer(i.FRAMEBUFFER,he.__webglFramebuffer),i.framebufferTexture2D(i.DRAW_FRAMEBUFFER,i.COLOR_ATTACHMENT0+ae,i.TEXTURE_2D,null,0);t.bindFramebuffer(i.READ_FRAMEBUFFER,he.__webglMultisampledFramebuffer),w.texture.mipmaps.length>0?t.bindFramebuffer(i.DRAW_FRAMEBUFFER,he.__webglFramebuffer[0]):t.bindFramebuffer(i.DRAW_FRAMEBUFFER,he.__webglFramebuffer);for(let ae=0;ae<v.length;ae++){if(w.resolveDepthBuffer&&(w.depthBuffer&&(J|=i.DEPTH_BUFFER_BIT),w.stencilBuffer&&w.resolveStencilBuffer&&(J|=i.STENCIL_BUFFER_BIT)),$){i.framebufferRenderbuffer(i.READ_FRAMEBUFFER,i.COLOR_ATTACHMENT0,i.RENDERBUFFER,he.__webglColorRenderbuffer[ae]);let T=n.get(v[ae]).__webglTexture;i.framebufferTexture2D(i.DRAW_FRAMEBUFFER,i.COLOR_ATTACHMENT0,i.TEXTURE_2D,T,0)}i.blitFramebuffer(0,0,U,te,0,0,U,te,J,i.NEAREST),l===!0&&(vn.length=0,vn.push(i.COLOR_ATTACHMENT0+ae),w.depthBuffer&&w.storeMultisampledDepthBuffer===!1&&vn.push(re),i.invalidateFramebuffer(i.READ_FRAMEBUFFER,vn))}if(t.bindFramebuffer(i.READ_FRAMEBUFFER,null),t.bindFramebuffer(i.DRAW_FRAMEBUFFER,null),$)for(let ae=0;ae<v.length;ae++){t.bindFramebuffer(i.FRAMEBUFFER,he.__webglMultisampledFramebuffer),i.framebufferRenderbuffer(i.FRAMEBUFFER,i.COLOR_ATTACHMENT0+ae,i.RENDERBUFFER,he.__webglColorRenderbuffer[ae]);let T=n.get(v[ae]).__webglTexture;t.bindFramebuffer(i.FRAMEBUFFER,he.__webglFramebuffer),i.framebufferTexture2D(i.DRAW_FRAMEBUFFER,i.COLOR_ATTACHMENT0+ae,i.TEXTURE_2D,T,0)}t.bindFramebuffer(i.DRAW_FRAMEBUFFER,he.__webglMultisampledFramebuffer)}else if(w.depthBuffer&&w.storeMultisampledDepthBuffer===!1&&l){let v=w.stencilBuffer?i.DEPTH_STENCIL_ATTACHMENT:i.DEPTH_ATTACHMENT;i.invalidateFramebuffer(i.DRAW_FRAMEBUFFER,[v])}}}function dt(w){return Math.min(s.maxSamples,w.samples)}function de(w){let v=n.get(w);return w.samples>0&&e.has("WEBGL_multisampled_render_to_texture")===!0&&v.__useRenderToTexture!==!1}function Tt(w){let v=o.render.frame;h.get(w)!==v&&(h.set(w,v),w.update())}function Pe(w,v){let U=w.colorSpace,te=w.format,J=w.type;return w.isCompressedTexture===!0||w.isVideoTexture===!0||U!==pr&&U!==li&&(Ye.getTransfer(U)===et?(te!==In||J!==Kt)&&Ce("WebGLTextures: sRGB encoded textures have to use RGBAFormat and UnsignedByteType."):Ne("WebGLTextures: Unsupported texture color space:",U)),v}function Oe(w){return typeof HTMLImageElement<"u"&&w instanceof HTMLImageElement?(c.width=w.naturalWidth||w.width,c.height=w.naturalHeight||w.height):typeof VideoFrame<"u"&&w instanceof VideoFrame?(c.width=w.displayWidth,c.height=w.displayHeight):(c.width=w.width,c.height=w.height),c}this.allocateTextureUnit=Ue,this.resetTextureUnits=Q,this.getTextureUnits=ee,this.setTextureUnits=Me,this.setTexture2D=me,this.setTexture2DArray=ye,this.setTexture3D=Re,this.setTextureCube=ge,this.rebindTextures=gn,this.setupRenderTarget=xn,this.updateRenderTargetMipmap=I,this.updateMultisampleRenderTarget=ut,this.setupDepthRenderbuffer=mn,this.setupFrameBufferTexture=mt,this.useMultisampledRTT=de,this.dispose=X}function sw(i,e){function t(n,s=li){let r,o=Ye.getTransfer(s);if(n===Kt)return i.UNSIGNED_BYTE;if(n===Fa)return i.UNSIGNED_SHORT_4_4_4_4;if(n===Oa)return i.UNSIGNED_SHORT_5_5_5_1;if(n===Lh)return i.UNSIGNED_INT_5_9_9_9_REV;if(n===Ih)return i.UNSIGNED_INT_10F_11F_11F_REV;if(n===Rh)return i.BYTE;if(n===Ph)return i.SHORT;if(n===ks)return i.UNSIGNED_SHORT;if(n===Na)return i.INT;if(n===Rn)return i.UNSIGNED_INT;if(n===Pn)return i.FLOAT;if(n===Ln)return i.HALF_FLOAT;if(n===Dh)return i.ALPHA;if(n===Nh)return i.RGB;if(n===In)return i.RGBA;if(n===ii)return i.DEPTH_COMPONENT;if(n===ai)return i.DEPTH_STENCIL;if(n===Dr)return i.RED;if(n===Ua)return i.RED_INTEGER;if(n===Li)return i.RG;if(n===ka)return i.RG_INTEGER;if(n===Ba)return i.RGBA_INTEGER;if(n===Nr||n===Fr||n===Or||n===Ur)if(o===et)if(r=e.get("WEBGL_compressed_texture_s3tc_srgb"),r!==null){if(n===Nr)return r.COMPRESSED_SRGB_S3TC_DXT1_EXT;if(n===Fr)return r.COMPRESSED_SRGB_ALPHA_S3TC_DXT1_EXT;if(n===Or)return r.COMPRESSED_SRGB_ALPHA_S3TC_DXT3_EXT;if(n===Ur)return r.COMPRESSED_SRGB_ALPHA_S3TC_DXT5_EXT}else return null;else if(r=e.get("WEBGL_compressed_texture_s3tc"),r!==null){if(n===Nr)return r.COMPRESSED_RGB_S3TC_DXT1_EXT;if(n===Fr)return r.COMPRESSED_RGBA_S3TC_DXT1_EXT;if(n===Or)return r.COMPRESSED_RGBA_S3TC_DXT3_EXT;if(n===Ur)return r.COMPRESSED_RGBA_S3TC_DXT5_EXT}else return null;if(n===za||n===Ha||n===Va||n===Ga)if(r=e.get("WEBGL_compressed_texture_pvrtc"),r!==null){if(n===za)return r.COMPRESSED_RGB_PVRTC_4BPPV1_IMG;if(n===Ha)return r.COMPRESSED_RGB_PVRTC_2BPPV1_IMG;if(n===Va)return r.COMPRESSED_RGBA_PVRTC_4BPPV1_IMG;if(n===Ga)return r.COMPRESSED_RGBA_PVRTC_2BPPV1_IMG}else return null;if(n===Wa||n===Xa||n===$a||n===qa||n===Ya||n===kr||n===Ka)if(r=e.get("WEBGL_compressed_texture_etc"),r!==null){if(n===Wa||n===Xa)return o===et?r.COMPRESSED_SRGB8_ETC2:r.COMPRESSED_RGB8_ETC2;if(n===$a)return o===et?r.COMPRESSED_SRGB8_ALPHA8_ETC2_EAC:r.COMPRESSED_RGBA8_ETC2_EAC;if(n===qa)return r.COMPRESSED_R11_EAC;if(n===Ya)return r.COMPRESSED_SIGNED_R11_EAC;if(n===kr)return r.COMPRESSED_RG11_EAC;if(n===Ka)return r.COMPRESSED_SIGNED_RG11_EAC}else return null;if(n===ja||n===Za||n===Ja||n===Qa||n===el||n===tl||n===nl||n===il||n===sl||n===rl||n===ol||n===al||n===ll||n===cl)if(r=e.get("WEBGL_compressed_texture_astc"),r!==null){if(n===ja)return o===et?r.COMPRESSED_SRGB8_ALPHA8_ASTC_4x4_KHR:r.COMPRESSED_RGBA_ASTC_4x4_KHR;if(n===Za)return o===et?r.COMPRESSED_SRGB8_ALPHA8_ASTC_5x4_KHR:r.COMPRESSED_RGBA_ASTC_5x4_KHR;if(n===Ja)return o===et?r.COMPRESSED_SRGB8_ALPHA8_ASTC_5x5_KHR:r.COMPRESSED_RGBA_ASTC_5x5_KHR;if(n===Qa)return o===et?r.COMPRESSED_SRGB8_ALPHA8_ASTC_6x5_KHR:r.COMPRESSED_RGBA_ASTC_6x5_KHR;if(n===el)return o===et?r.COMPRESSED_SRGB8_ALPHA8_ASTC_6x6_KHR:r.COMPRESSED_RGBA_ASTC_6x6_KHR;if(n===tl)return o===et?r.COMPRESSED_SRGB8_ALPHA8_ASTC_8x5_KHR:r.COMPRESSED_RGBA_ASTC_8x5_KHR;if(n===nl)return o===et?r.COMPRESSED_SRGB8_ALPHA8_ASTC_8x6_KHR:r.COMPRESSED_RGBA_ASTC_8x6_KHR;if(n===il)return o===et?r.COMPRESSED_SRGB8_ALPHA8_ASTC_8x8_KHR:r.COMPRESSED_RGBA_ASTC_8x8_KHR;if(n===sl)return o===et?r.COMPRESSED_SRGB8_ALPHA8_ASTC_10x5_KHR:r.COMPRESSED_RGBA_ASTC_10x5_KHR;if(n===rl)return o===et?r.COMPRESSED_SRGB8_ALPHA8_ASTC_10x6_KHR:r.COMPRESSED_RGBA_ASTC_10x6_KHR;if(n===ol)return o===et?r.COMPRESSED_SRGB8_ALPHA8_ASTC_10x8_KHR:r.COMPRESSED_RGBA_ASTC_10x8_KHR;if(n===al)return o===et?r.COMPRESSED_SRGB8_ALPHA8_ASTC_10x10_KHR:r.COMPRESSED_RGBA_ASTC_10x10_KHR;if(n===ll)return o===et?r.COMPRESSED_SRGB8_ALPHA8_ASTC_12x10_KHR:r.COMPRESSED_RGBA_ASTC_12x10_KHR;if(n===cl)return o===et?r.COMPRESSED_SRGB8_ALPHA8_ASTC_12x12_KHR:r.COMPRESSED_RGBA_ASTC_12x12_KHR}else return null;if(n===hl||n===ul||n===dl)if(r=e.get("EXT_texture_compression_bptc"),r!==null){if(n===hl)return o===et?r.COMPRESSED_SRGB_ALPHA_BPTC_UNORM_EXT:r.COMPRESSED_RGBA_BPTC_UNORM_EXT;if(n===ul)return r.COMPRESSED_RGB_BPTC_SIGNED_FLOAT_EXT;if(n===dl)return r.COMPRESSED_RGB_BPTC_UNSIGNED_FLOAT_EXT}else return null;if(n===pl||n===fl||n===Br||n===ml)if(r=e.get("EXT_texture_compression_rgtc"),r!==null){if(n===pl)return r.COMPRESSED_RED_RGTC1_EXT;if(n===fl)return r.COMPRESSED_SIGNED_RED_RGTC1_EXT;if(n===Br)return r.COMPRESSED_RED_GREEN_RGTC2_EXT;if(n===ml)return r.COMPRESSED_SIGNED_RED_GREEN_RGTC2_EXT}else return null;return n===rs?i.UNSIGNED_INT_24_8:i[n]!==void 0?i[n]:null}return{convert:t}}var rw=`
void main() {

	gl_Position = vec4( position, 1.0 );

}`,ow=`
uniform sampler2DArray depthColor;
uniform float depthWidth;
uniform float depthHeight;

void main() {

	vec2 coord = vec2( gl_FragCoord.x / depthWidth, gl_FragCoord.y / depthHeight );

	if ( coord.x >= 1.0 ) {

		gl_FragDepth = texture( depthColor, vec3( coord.x - 1.0, coord.y, 1 ) ).r;

	} else {

		gl_FragDepth = texture( depthColor, vec3( coord.x, coord.y, 0 ) ).r;

	}

}`,nu=class{constructor(){this.texture=null,this.mesh=null,this.depthNear=0,this.depthFar=0}init(e,t){if(this.texture===null){let n=new Er(e.texture);(e.depthNear!==t.depthNear||e.depthFar!==t.depthFar)&&(this.depthNear=e.depthNear,this.depthFar=e.depthFar),this.texture=n}}getMesh(e){if(this.texture!==null&&this.mesh===null){let t=e.cameras[0].viewport,n=new nn({vertexShader:rw,fragmentShader:ow,uniforms:{depthColor:{value:this.texture},depthWidth:{value:t.z},depthHeight:{value:t.w}}});this.mesh=new tn(new es(20,20),n)}return this.mesh}reset(){this.texture=null,this.mesh=null}getDepthTexture(){return this.texture}},iu=class extends Cn{constructor(e,t){super();let n=this,s=null,r=1,o=null,a="local-floor",l=1,c=null,h=null,u=null,d=null,p=null,g=null,_=typeof XRWebGLBinding<"u",m=new nu,f={},b=t.getContextAttributes(),A=null,S=null,C=[],E=[],x=new Ie,M=null,B=null,L=new Vt;L.viewport=new pt;let F=new Vt;F.viewport=new pt;let H=[L,F],q=new Pa,P=null,X=null;this.cameraAutoUpdate=!0,this.enabled=!1,this.isPresenting=!1,this.getController=function(K){let me=C[K];return me===void 0&&(me=new Ls,C[K]=me),me.getTargetRaySpace()},this.getControllerGrip=function(K){let me=C[K];return me===void 0&&(me=new Ls,C[K]=me),me.getGripSpace()},this.getHand=function(K){let me=C[K];return me===void 0&&(me=new Ls,C[K]=me),me.getHandSpace()};function Z(K){let me=E.indexOf(K.inputSource);if(me===-1)return;let ye=C[me];ye!==void 0&&(ye.update(K.inputSource,K.frame,c||o),ye.dispatchEvent({type:K.type,data:K.inputSource}))}function V(){s.removeEventListener("select",Z),s.removeEventListener("selectstart",Z),s.removeEventListener("selectend",Z),s.removeEventListener("squeeze",Z),s.removeEventListener("squeezestart",Z),s.removeEventListener("squeezeend",Z),s.removeEventListener("end",V),s.removeEventListener("inputsourceschange",ne);for(let K=0;K<C.length;K++){let me=E[K];me!==null&&(E[K]=null,C[K].disconnect(me))}P=null,X=null,m.reset();for(let K in f)delete f[K];if(e.setRenderTarget(A),p=null,d=null,u=null,s=null,S=null,Ue.stop(),n.isPresenting=!1,e.setPixelRatio(M),e.setSize(x.width,x.height,!1),B!==null){let K=B.camera;K.fov=B.fov,K.zoom=B.zoom,K.updateProjectionMatrix(),B=null}n.dispatchEvent({type:"sessionend"})}this.setFramebufferScaleFactor=function(K){r=K,n.isPresenting===!0&&Ce("WebXRManager: Cannot change framebuffer scale while presenting.")},this.setReferenceSpaceType=function(K){a=K,n.isPresenting===!0&&Ce("WebXRManager: Cannot change reference space type while presenting.")},this.getReferenceSpace=function(){return c||o},this.setReferenceSpace=function(K){c=K},this.getBaseLayer=function(){return d!==null?d:p},this.getBinding=function(){return u===null&&_&&(u=new XRWebGLBinding(s,t)),u},this.getFrame=function(){return g},this.getSession=function(){return s},this.setSession=async function(K){if(s=K,s!==null){if(A=e.getRenderTarget(),s.addEventListener("select",Z),s.addEventListener("selectstart",Z),s.addEventListener("selectend",Z),s.addEventListener("squeeze",Z),s.addEventListener("squeezestart",Z),s.addEventListener("squeezeend",Z),s.addEventListener("end",V),s.addEventListener("inputsourceschange",ne),b.xrCompatible!==!0&&await t.makeXRCompatible(),M=e.getPixelRatio(),e.getSize(x),_&&"createProjectionLayer"in XRWebGLBinding.prototype){let ye=null,Re=null,ge=null;b.depth&&(ge=b.stencil?t.DEPTH24_STENCIL8:t.DEPTH_COMPONENT24,ye=b.stencil?ai:ii,Re=b.stencil?rs:Rn);let Be={colorFormat:t.RGBA8,depthFormat:ge,scaleFactor:r};u=this.getBinding(),d=u.createProjectionLayer(Be),s.updateRenderState({layers:[d]}),e.setPixelRatio(1),e.setSize(d.textureWidth,d.textureHeight,!1),S=new dn(d.textureWidth,d.textureHeight,{format:In,type:Kt,depthTexture:new ri(d.textureWidth,d.textureHeight,Re,void 0,void 0,void 0,void 0,void 0,void 0,ye),stencilBuffer:b.stencil,colorSpace:e.outputColorSpace,samples:b.antialias?4:0,resolveDepthBuffer:d.ignoreDepthValues===!1,resolveStencilBuffer:d.ignoreDepthValues===!1,storeMultisampledDepthBuffer:d.ignoreDepthValues===!1,storeMultisampledStencilBuffer:d.ignoreDepthValues===!1})}else{let ye={antialias:b.antialias,alpha:!0,depth:b.depth,stencil:b.stencil,framebufferScaleFactor:r};p=new XRWebGLLayer(s,t,ye),s.updateRenderState({baseLayer:p}),e.setPixelRatio(1),e.setSize(p.framebufferWidth,p.framebufferHeight,!1),S=new dn(p.framebufferWidth,p.framebufferHeight,{format:In,type:Kt,colorSpace:e.outputColorSpace,stencilBuffer:b.stencil,resolveDepthBuffer:p.ignoreDepthValues===!1,resolveStencilBuffer:p.ignoreDepthValues===!1,storeMultisampledDepthBuffer:p.ignoreDepthValues===!1,storeMultisampledStencilBuffer:p.ignoreDepthValues===!1})}S.isXRRenderTarget=!0,this.setFoveation(l),c=null,o=await s.requestReferenceSpace(a),Ue.setContext(s),Ue.start(),n.isPresenting=!0,n.dispatchEvent({type:"sessionstart"})}},this.getEnvironmentBlendMode=function(){if(s!==null)return s.environmentBlendMode},this.getDepthTexture=function(){return m.getDepthTexture()};function ne(K){for(let me=0;me<K.removed.length;me++){let ye=K.removed[me],Re=E.indexOf(ye);Re>=0&&(E[Re]=null,C[Re].disconnect(ye))}for(let me=0;me<K.added.length;me++){let ye=K.added[me],Re=E.indexOf(ye);if(Re===-1){for(let Be=0;Be<C.length;Be++)if(Be>=E.length){E.push(ye),Re=Be;break}else if(E[Be]===null){E[Be]=ye,Re=Be;break}if(Re===-1)break}let ge=C[Re];ge&&ge.connect(ye)}}function W(K,me){me===null?K.matrixWorld.copy(K.matrix):K.matrixWorld.multiplyMatrices(me.matrixWorld,K.matrix),K.matrixWorldInverse.copy(K.matrixWorld).invert()}this.updateCamera=function(K){if(s===null)return;let me=K.near,ye=K.far;m.texture!==null&&(m.depthNear>0&&(me=m.depthNear),m.depthFar>0&&(ye=m.depthFar)),q.near=F.near=L.near=me,q.far=F.far=L.far=ye,(P!==q.near||X!==q.far)&&(s.updateRenderState({depthNear:q.near,depthFar:q.far}),P=q.near,X=q.far),q.layers.mask=K.layers.mask|6,L.layers.mask=q.layers.mask&-5,F.layers.mask=q.layers.mask&-3;let Re=K.parent,ge=q.cameras;W(q,Re);for(let Be=0;Be<ge.length;Be++)W(ge[Be],Re);q.projectionMatrix.copy(L.projectionMatrix),q.projectionMatrixInverse.copy(L.projectionMatrixInverse),B===null&&K.isPerspectiveCamera&&(B={camera:K,fov:K.fov,zoom:K.zoom}),Q(K,q,Re)};function Q(K,me,ye){ye===null?K.matrix.copy(me.matrixWorld):(K.matrix.copy(ye.matrixWorld),K.matrix.invert(),K.matrix.multiply(me.matrixWorld)),K.matrix.decompose(K.position,K.quaternion,K.scale),K.updateMatrixWorld(!0),K.projectionMatrix.copy(me.projectionMatrix),K.projectionMatrixInverse.copy(me.projectionMatrixInverse),K.isPerspectiveCamera&&(K.fov=Ps*2*Math.atan(1/K.projectionMatrix.elements[5]),K.zoom=1)}this.getCamera=function(){return q},this.getFoveation=function(){if(!(d===null&&p===null))return l},this.setFoveation=function(K){l=K,d!==null&&(d.fixedFoveation=K),p!==null&&p.fixedFoveation!==void 0&&(p.fixedFoveation=K)},this.hasDepthSensing=function(){return m.texture!==null},this.getDepthSensingMesh=function(){return m.getMesh(q)},this.getCameraTexture=function(K){return f[K]};let ee=null;function Me(K,me){if(h=me.getViewerPose(c||o),g=me,h!==null){let ye=h.views;p!==null&&(e.setRenderTargetFramebuffer(S,p.framebuffer),e.setRenderTarget(S));let Re=!1;ye.length!==q.cameras.length&&(q.cameras.length=0,Re=!0);for(let Le=0;Le<ye.length;Le++){let tt=ye[Le],rt=null;if(p!==null)rt=p.getViewport(tt);else{let Bt=u.getViewSubImage(d,tt);rt=Bt.viewport,Le===0&&(e.setRenderTargetTextures(S,Bt.colorTexture,Bt.depthStencilTexture),e.setRenderTarget(S))}let We=H[Le];We===void 0&&(We=new Vt,We.layers.enable(Le),We.viewport=new pt,H[Le]=We),We.matrix.fromArray(tt.transform.matrix),We.matrix.decompose(We.position,We.quaternion,We.scale),We.projectionMatrix.fromArray(tt.projectionMatrix),We.projectionMatrixInverse.copy(We.projectionMatrix).invert(),We.viewport.set(rt.x,rt.y,rt.width,rt.height),Le===0&&(q.matrix.copy(We.matrix),q.matrix.decompose(q.position,q.quaternion,q.scale)),Re===!0&&q.cameras.push(We)}let ge=s.enabledFeatures;if(ge&&ge.includes("depth-sensing")&&s.depthUsage=="gpu-optimized"&&_){u=n.getBinding();let Le=u.getDepthInformation(ye[0]);Le&&Le.isValid&&Le.texture&&m.init(Le,s.renderState)}if(ge&&ge.includes("camera-access")&&_){e.state.unbindTexture(),u=n.getBinding();for(let Le=0;Le<ye.length;Le++){let tt=ye[Le].camera;if(tt){let rt=f[tt];rt||(rt=new Er,f[tt]=rt);let We=u.getCameraImage(tt);rt.sourceTexture=We}}}}for(let ye=0;ye<C.length;ye++){let Re=E[ye],ge=C[ye];Re!==null&&ge!==void 0&&ge.update(Re,me,c||o)}ee&&ee(K,me),me.detectedPlanes&&n.dispatchEvent({type:"planesdetected",data:me}),g=null}let Ue=new Df;Ue.setAnimationLoop(Me),this.setAnimationLoop=function(K){ee=K},this.dispose=function(){}}},aw=new at,Gf=new Fe;Gf.set(-1,0,0,0,1,0,0,0,1);function lw(i,e){function t(m,f){m.matrixAutoUpdate===!0&&m.updateMatrix(),f.value.copy(m.matrix)}function n(m,f){f.color.getRGB(m.fogColor.value,Wh(i)),f.isFog?(m.fogNear.value=f.near,m.fogFar.value=f.far):f.isFogExp2&&(m.fogDensity.value=f.density)}function s(m,f,b,A,S){f.isNodeMaterial?f.uniformsNeedUpdate=!1:f.isMeshBasicMaterial?r(m,f):f.isMeshLambertMaterial?(r(m,f),f.envMap&&(m.envMapIntensity.value=f.envMapIntensity)):f.isMeshToonMaterial?(r(m,f),u(m,f)):f.isMeshPhongMaterial?(r(m,f),h(m,f),f.envMap&&(m.envMapIntensity.value=f.envMapIntensity)):f.isMeshStandardMaterial?(r(m,f),d(m,f),f.isMeshPhysicalMaterial&&p(m,f,S)):f.isMeshMatcapMaterial?(r(m,f),g(m,f)):f.isMeshDepthMaterial?r(m,f):f.isMeshDistanceMaterial?(r(m,f),_(m,f)):f.isMeshNormalMaterial?r(m,f):f.isLineBasicMaterial?(o(m,f),f.isLineDashedMaterial&&a(m,f)):f.isPointsMaterial?l(m,f,b,A):f.isSpriteMaterial?c(m,f):f.isShadowMaterial?(m.color.value.copy(f.color),m.opacity.value=f.opacity):f.isShaderMaterial&&(f.uniformsNeedUpdate=!1)}function r(m,f){m.opacity.value=f.opacity,f.color&&m.diffuse.value.copy(f.color),f.emissive&&m.emissive.value.copy(f.emissive).multiplyScalar(f.emissiveIntensity),f.map&&(m.map.value=f.map,t(f.map,m.mapTransform)),f.alphaMap&&(m.alphaMap.value=f.alphaMap,t(f.alphaMap,m.alphaMapTransform)),f.bumpMap&&(m.bumpMap.value=f.bumpMap,t(f.bumpMap,m.bumpMapTransform),m.bumpScale.value=f.bumpScale,f.side===sn&&(m.bumpScale.value*=-1)),f.normalMap&&(m.normalMap.value=f.normalMap,t(f.normalMap,m.normalMapTransform),m.normalScale.value.copy(f.normalScale),f.side===sn&&m.normalScale.value.negate()),f.displacementMap&&(m.displacementMap.value=f.displacementMap,t(f.displacementMap,m.displacementMapTransform),m.displacementScale.value=f.displacementScale,m.displacementBias.value=f.displacementBias),f.emissiveMap&&(m.emissiveMap.value=f.emissiveMap,t(f.emissiveMap,m.emissiveMapTransform)),f.specularMap&&(m.specularMap.value=f.specularMap,t(f.specularMap,m.specularMapTransform)),f.alphaTest>0&&(m.alphaTest.value=f.alphaTest);let b=e.get(f),A=b.envMap,S=b.envMapRotation;A&&(m.envMap.value=A,m.envMapRotation.value.setFromMatrix4(aw.makeRotationFromEuler(S)).transpose(),A.isCubeTexture&&A.isRenderTargetTexture===!1&&m.envMapRotation.value.premultiply(Gf),m.reflectivity.value=f.reflectivity,m.ior.value=f.ior,m.refractionRatio.value=f.refractionRatio),f.lightMap&&(m.lightMap.value=f.lightMap,m.lightMapIntensity.value=f.lightMapIntensity,t(f.lightMap,m.lightMapTransform)),f.aoMap&&(m.aoMap.value=f.aoMap,m.aoMapIntensity.value=f.aoMapIntensity,t(f.aoMap,m.aoMapTransform))}function o(m,f){m.diffuse.value.copy(f.color),m.opacity.value=f.opacity,f.map&&(m.map.value=f.map,t(f.map,m.mapTransform))}function a(m,f){m.dashSize.value=f.dashSize,m.totalSize.value=f.dashSize+f.gapSize,m.scale.value=f.scale}function l(m,f,b,A){m.diffuse.value.copy(f.color),m.opacity.value=f.opacity,m.size.value=f.size*b,m.scale.value=A*.5,f.map&&(m.map.value=f.map,t(f.map,m.uvTransform)),f.alphaMap&&(m.alphaMap.value=f.alphaMap,t(f.alphaMap,m.alphaMapTransform)),f.alphaTest>0&&(m.alphaTest.value=f.alphaTest)}function c(m,f){m.diffuse.value.copy(f.color),m.opacity.value=f.opacity,m.rotation.value=f.rotation,f.map&&(m.map.value=f.map,t(f.map,m.mapTransform)),f.alphaMap&&(m.alphaMap.value=f.alphaMap,t(f.alphaMap,m.alphaMapTransform)),f.alphaTest>0&&(m.alphaTest.value=f.alphaTest)}function h(m,f){m.specular.value.copy(f.specular),m.shininess.value=Math.max(f.shininess,1e-4)}function u(m,f){f.gradientMap&&(m.gradientMap.value=f.gradientMap)}function d(m,f){m.metalness.value=f.metalness,f.metalnessMap&&(m.metalnessMap.value=f.metalnessMap,t(f.metalnessMap,m.metalnessMapTransform)),m.roughness.value=f.roughness,f.roughnessMap&&(m.roughnessMap.value=f.roughnessMap,t(f.roughnessMap,m.roughnessMapTransform)),f.envMap&&(m.envMapIntensity.value=f.envMapIntensity)}function p(m,f,b){m.ior.value=f.ior,f.diffuseRoughness>0&&(m.diffuseRoughness.value=f.diffuseRoughness,f.diffuseRoughnessMap&&(m.diffuseRoughnessMap.value=f.diffuseRoughnessMap,t(f.diffuseRoughnessMap,m.diffuseRoughnessMapTransform))),f.sheen>0&&(m.sheenColor.value.copy(f.sheenColor).multiplyScalar(f.sheen),m.sheenRoughness.value=f.sheenRoughness,f.sheenColorMap&&(m.sheenColorMap.value=f.sheenColorMap,t(f.sheenColorMap,m.sheenColorMapTransform)),f.sheenRoughnessMap&&(m.sheenRoughnessMap.value=f.sheenRoughnessMap,t(f.sheenRoughnessMap,m.sheenRoughnessMapTransform))),f.clearcoat>0&&(m.clearcoat.value=f.clearcoat,m.clearcoatRoughness.value=f.clearcoatRoughness,f.clearcoatMap&&(m.clearcoatMap.value=f.clearcoatMap,t(f.clearcoatMap,m.clearcoatMapTransform)),f.clearcoatRoughnessMap&&(m.clearcoatRoughnessMap.value=f.clearcoatRoughnessMap,t(f.clearcoatRoughnessMap,m.clearcoatRoughnessMapTransform)),f.clearcoatNormalMap&&(m.clearcoatNormalMap.value=f.clearcoatNormalMap,t(f.clearcoatNormalMap,m.clearcoatNormalMapTransform),m.clearcoatNormalScale.value.copy(f.clearcoatNormalScale),f.side===sn&&m.clearcoatNormalScale.value.negate())),f.dispersion>0&&(m.dispersion.value=f.dispersion),f.retroreflectivity>0&&(m.retroreflectivity.value=f.retroreflectivity),f.iridescence>0&&(m.iridescence.value=f.iridescence,m.iridescenceIOR.value=f.iridescenceIOR,m.iridescenceThicknessMinimum.value=f.iridescenceThicknessMinimum,m.iridescenceThicknessMaximum.value=f.iridescenceThicknessMaximum,f.iridescenceMap&&(m.iridescenceMap.value=f.iridescenceMap,t(f.iridescenceMap,m.iridescenceMapTransform)),f.iridescenceThicknessMap&&(m.iridescenceThicknessMap.value=f.iridescenceThicknessMap,t(f.iridescenceThicknessMap,m.iridescenceThicknessMapTransform))),f.transmission>0&&(m.transmission.value=f.transmission,m.transmissionSamplerMap.value=b.texture,m.transmissionSamplerSize.value.set(b.width,b.height),f.transmissionMap&&(m.transmissionMap.value=f.transmissionMap,t(f.transmissionMap,m.transmissionMapTransform)),m.thickness.value=f.thickness,f.thicknessMap&&(m.thicknessMap.value=f.thicknessMap,t(f.thicknessMap,m.thicknessMapTransform)),m.attenuationDistance.value=f.attenuationDistance,m.attenuationColor.value.copy(f.attenuationColor)),f.anisotropy>0&&(m.anisotropyVector.value.set(f.anisotropy*Math.cos(f.anisotropyRotation),f.anisotropy*Math.sin(f.anisotropyRotation)),f.anisotropyMap&&(m.anisotropyMap.value=f.anisotropyMap,t(f.anisotropyMap,m.anisotropyMapTransform))),m.specularIntensity.value=f.specularIntensity,m.specularColor.value.copy(f.specularColor),f.specularColorMap&&(m.specularColorMap.value=f.specularColorMap,t(f.specularColorMap,m.specularColorMapTransform)),f.specularIntensityMap&&(m.specularIntensityMap.value=f.specularIntensityMap,t(f.specularIntensityMap,m.specularIntensityMapTransform))}function g(m,f){f.matcap&&(m.matcap.value=f.matcap)}function _(m,f){let b=e.get(f).light;m.referencePosition.value.setFromMatrixPosition(b.matrixWorld),m.nearDistance.value=b.shadow.camera.near,m.farDistance.value=b.shadow.camera.far}return{refreshFogUniforms:n,refreshMaterialUniforms:s}}function cw(i,e,t,n){let s={},r={};function o(b,A){let S=A.program;n.uniformBlockBinding(b,S,s[b.id])}function a(b,A){let S=s[b.id];S===void 0&&(g(b),S=l(b),s[b.id]=S,b.addEventListener("dispose",m));let C=A.program;n.updateUBOMapping(b,C);let E=e.render.frame;r[b.id]!==E&&(c(b),r[b.id]=E)}function l(b){let A=i.createBuffer(),S=b.__size,C=b.usage;return i.bindBuffer(i.UNIFORM_BUFFER,A),i.bufferData(i.UNIFORM_BUFFER,S,C),i.bindBuffer(i.UNIFORM_BUFFER,null),A}function c(b){let A=s[b.id],S=b.uniforms,C=b.__cache;i.bindBuffer(i.UNIFORM_BUFFER,A);for(let E=0,x=S.length;E<x;E++){let M=S[E];if(Array.isArray(M))for(let B=0,L=M.length;B<L;B++)h(M[B],E,B,C);else h(M,E,0,C)}i.bindBuffer(i.UNIFORM_BUFFER,null)}function h(b,A,S,C){if(d(b,A,S,C)===!0){let E=b.__offset,x=b.value;if(Array.isArray(x)){let M=0;for(let B=0;B<x.length;B++){let L=x[B],F=_(L,!0);u(L,b.__data,M),M+=F.storage/Float32Array.BYTES_PER_ELEMENT}}else u(x,b.__data,0);i.bufferSubData(i.UNIFORM_BUFFER,E,b.__data)}}function u(b,A,S){typeof b=="number"||typeof b=="boolean"?A[S]=b:b.isMatrix3?(A[S]=b.elements[0],A[S+1]=b.elements[1],A[S+2]=b.elements[2],A[S+3]=0,A[S+4]=b.elements[3],A[S+5]=b.elements[4],A[S+6]=b.elements[5],A[S+7]=0,A[S+8]=b.elements[6],A[S+9]=b.elements[7],A[S+10]=b.elements[8],A[S+11]=0):ArrayBuffer.isView(b)?A.set(b.subarray(0,A.length-S),S):b.toArray(A,S)}function d(b,A,S,C){let E=b.value,x=A+"_"+S;if(Array.isArray(E)){C[x]===void 0&&(C[x]=[]);let M=C[x],B=!1;for(let L=0;L<E.length;L++)p(E[L],M,L)===!0&&(B=!0);return B}return p(E,C,x)}function p(b,A,S){if(A[S]===void 0)return typeof b=="number"||typeof b=="boolean"?A[S]=b:ArrayBuffer.isView(b)?A[S]=b.slice():A[S]=b.clone(),!0;{let C=A[S];if(typeof b=="number"||typeof b=="boolean"){if(C!==b)return A[S]=b,!0}else{if(ArrayBuffer.isView(b))return!0;if(C.equals(b)===!1)return C.copy(b),!0}}return!1}function g(b){let A=b.uniforms,S=0,C=16;for(let x=0,M=A.length;x<M;x++){let B=Array.isArray(A[x])?A[x]:[A[x]];for(let L=0,F=B.length;L<F;L++){let H=B[L],q=Array.isArray(H.value)?H.value:[H.value],P=Array.isArray(A[x])||Array.isArray(H.value),X=S;for(let V=0,ne=q.length;V<ne;V++){let W=q[V],Q=_(W,P),ee=S%C,Me=ee%Q.boundary,Ue=ee+Me;S+=Me,Ue!==0&&C-Ue<Q.storage&&(S+=C-Ue),V===0&&(X=S),S+=Q.storage}let Z=H.type==="int"?Int32Array:H.type==="uint"?Uint32Array:Float32Array;H.__data=new Z((S-X)/Float32Array.BYTES_PER_ELEMENT),H.__offset=X}}let E=S%C;return E>0&&(S+=C-E),b.__size=S,b.__cache={},this}function _(b,A){let S={boundary:0,storage:0};return typeof b=="number"||typeof b=="boolean"?(S.boundary=4,S.storage=4):b.isVector2?(S.boundary=8,S.storage=8):b.isVector3||b.isColor?(S.boundary=16,S.storage=12):b.isVector4?(S.boundary=16,S.storage=16):b.isMatrix3?(S.boundary=16,S.storage=48):b.isMatrix4?(S.boundary=16,S.storage=64):b.isTexture?Ce("WebGLRenderer: Texture samplers can not be part of an uniforms group."):ArrayBuffer.isView(b)?(S.boundary=16,S.storage=b.byteLength):Ce("WebGLRenderer: Unsupported uniform value type.",b),A===!0&&(S.boundary=16,S.storage=Math.ceil(S.storage/16)*16),S}function m(b){let A=b.target;A.removeEventListener("dispose",m),i.deleteBuffer(s[A.id]),delete s[A.id],delete r[A.id]}function f(){for(let b in s)i.deleteBuffer(s[b]);s={},r={}}return{bind:o,update:a,dispose:f}}var hw=new Uint16Array([12469,15057,12620,14925,13266,14620,13807,14376,14323,13990,14545,13625,14713,13328,14840,12882,14931,12528,14996,12233,15039,11829,15066,11525,15080,11295,15085,10976,15082,10705,15073,10495,13880,14564,13898,14542,13977,14430,14158,14124,14393,13732,14556,13410,14702,12996,14814,12596,14891,12291,14937,11834,14957,11489,14958,11194,14943,10803,14921,10506,14893,10278,14858,9960,14484,14039,14487,14025,14499,13941,14524,13740,14574,13468,14654,13106,14743,12678,14818,12344,14867,11893,14889,11509,14893,11180,14881,10751,14852,10428,14812,10128,14765,9754,14712,9466,14764,13480,14764,13475,14766,13440,14766,13347,14769,13070,14786,12713,14816,12387,14844,11957,14860,11549,14868,11215,14855,10751,14825,10403,14782,10044,14729,9651,14666,9352,14599,9029,14967,12835,14966,12831,14963,12804,14954,12723,14936,12564,14917,12347,14900,11958,14886,11569,14878,11247,14859,10765,14828,10401,14784,10011,14727,9600,14660,9289,14586,8893,14508,8533,15111,12234,15110,12234,15104,12216,15092,12156,15067,12010,15028,11776,14981,11500,14942,11205,14902,10752,14861,10393,14812,9991,14752,9570,14682,9252,14603,8808,14519,8445,14431,8145,15209,11449,15208,11451,15202,11451,15190,11438,15163,11384,15117,11274,15055,10979,14994,10648,14932,10343,14871,9936,14803,9532,14729,9218,14645,8742,14556,8381,14461,8020,14365,7603,15273,10603,15272,10607,15267,10619,15256,10631,15231,10614,15182,10535,15118,10389,15042,10167,14963,9787,14883,9447,14800,9115,14710,8665,14615,8318,14514,7911,14411,7507,14279,7198,15314,9675,15313,9683,15309,9712,15298,9759,15277,9797,15229,9773,15166,9668,15084,9487,14995,9274,14898,8910,14800,8539,14697,8234,14590,7790,14479,7409,14367,7067,14178,6621,15337,8619,15337,8631,15333,8677,15325,8769,15305,8871,15264,8940,15202,8909,15119,8775,15022,8565,14916,8328,14804,8009,14688,7614,14569,7287,14448,6888,14321,6483,14088,6171,15350,7402,15350,7419,15347,7480,15340,7613,15322,7804,15287,7973,15229,8057,15148,8012,15046,7846,14933,7611,14810,7357,14682,7069,14552,6656,14421,6316,14251,5948,14007,5528,15356,5942,15356,5977,15353,6119,15348,6294,15332,6551,15302,6824,15249,7044,15171,7122,15070,7050,14949,6861,14818,6611,14679,6349,14538,6067,14398,5651,14189,5311,13935,4958,15359,4123,15359,4153,15356,4296,15353,4646,15338,5160,15311,5508,15263,5829,15188,6042,15088,6094,14966,6001,14826,5796,14678,5543,14527,5287,14377,4985,14133,4586,13869,4257,15360,1563,15360,1642,15358,2076,15354,2636,15341,3350,15317,4019,15273,4429,15203,4732,15105,4911,14981,4932,14836,4818,14679,4621,14517,4386,14359,4156,14083,3795,13808,3437,15360,122,15360,137,15358,285,15355,636,15344,1274,15322,2177,15281,2765,15215,3223,15120,3451,14995,3569,14846,3567,14681,3466,14511,3305,14344,3121,14037,2800,13753,2467,15360,0,15360,1,15359,21,15355,89,15346,253,15325,479,15287,796,15225,1148,15133,1492,15008,1749,14856,1882,14685,1886,14506,1783,14324,1608,13996,1398,13702,1183]),Vn=null;function uw(){return Vn===null&&(Vn=new Is(hw,16,16,Li,Ln),Vn.name="DFG_LUT",Vn.minFilter=Rt,Vn.magFilter=Rt,Vn.wrapS=Bn,Vn.wrapT=Bn,Vn.generateMipmaps=!1,Vn.needsUpdate=!0),Vn}var yl=class{constructor(e={}){let{canvas:t=tf(),context:n=null,depth:s=!0,stencil:r=!1,alpha:o=!1,antialias:a=!1,premultipliedAlpha:l=!0,preserveDrawingBuffer:c=!1,powerPreference:h="default",failIfMajorPerformanceCaveat:u=!1,reversedDepthBuffer:d=!1,outputBufferType:p=Kt}=e;this.isWebGLRenderer=!0;let g;if(n!==null){if(typeof WebGLRenderingContext<"u"&&n instanceof WebGLRenderingContext)throw new Error("THREE.WebGLRenderer: WebGL 1 is not supported since r163.");g=n.getContextAttributes().alpha}else g=o;let _=p,m=new Set([Ba,ka,Ua]),f=new Set([Kt,Rn,ks,rs,Fa,Oa]),b=new Uint32Array(4),A=new Int32Array(4),S={textures:[],min:[],max:[],resolution:[]},C=null,E=null,x=[],M=[],B=null;this.domElement=t,this.debug={checkShaderErrors:!0,diagnostics:{keywords:!1},onShaderError:null},this.autoClear=!0,this.autoClearColor=!0,this.autoClearDepth=!0,this.autoClearStencil=!0,this.sortObjects=!0,this.clippingPlanes=[],this.localClippingEnabled=!1,this.toneMapping=Hn,this.toneMappingExposure=1,this.transmissionResolutionScale=1;let L=this,F=!1,H=null,q=null,P=null,X=null;this._outputColorSpace=Jt;let Z=0,V=0,ne=null,W=-1,Q=null,ee=new pt,Me=new pt,Ue=null,K=new Ee(0),me=0,ye=t.width,Re=t.height,ge=1,Be=null,_t=null,Le=new pt(0,0,ye,Re),tt=new pt(0,0,ye,Re),rt=!1,We=new Mi,Bt=new da,Et=!1,rn=!1,mt=new at,Fn=new N,Nt=new pt,mn={background:null,fog:null,environment:null,overrideMaterial:null,isScene:!0},gn=!1;function xn(){return ne===null?ge:1}let I=n;function vn(y,R){return t.getContext(y,R)}let ut,dt,de,Tt,Pe,Oe,w,v,U,te,J,re,he,$,Y,ae,T,j,G,le,se,oe,Te;try{let y={alpha:!0,depth:s,stencil:r,antialias:a,premultipliedAlpha:l,preserveDrawingBuffer:c,powerPreference:h,failIfMajorPerformanceCaveat:u};if("setAttribute"in t&&t.setAttribute("data-engine",`three.js r${"187"}`),t.addEventListener("webglcontextlost",Ae,!1),t.addEventListener("webglcontextrestored",ze,!1),t.addEventListener("webglcontextcreationerror",pe,!1),I===null){let R="webgl2";if(I=vn(R,y),I===null)throw vn(R)?new Error("THREE.WebGLRenderer: Error creating WebGL context with your selected attributes."):new Error("THREE.WebGLRenderer: Error creating WebGL context.")}He()}catch(y){throw t.removeEventListener("webglcontextlost",Ae,!1),t.removeEventListener("webglcontextrestored",ze,!1),t.removeEventListener("webglcontextcreationerror",pe,!1),Ne("WebGLRenderer: "+y.message),y}function He(){ut=new w_(I),ut.init(),se=new sw(I,ut),dt=new u_(I,ut,e,se),de=new nw(I,ut),dt.reversedDepthBuffer&&d&&de.buffers.depth.setReversed(!0),q=I.createFramebuffer(),P=I.createFramebuffer(),X=I.createFramebuffer(),Tt=new E_(I),Pe=new Vb,Oe=new iw(I,ut,de,Pe,dt,se,Tt),w=new b_(L),v=new A0(I),oe=new c_(I,v),U=new M_(I,v,Tt,oe),te=new A_(I,U,v,oe,Tt),j=new T_(I,dt,Oe),Y=new d_(Pe),J=new Hb(L,w,ut,dt,oe,Y),re=new lw(L,Pe),he=new Wb,$=new jb(ut),T=new l_(L,w,de,te,g,l),ae=new tw(L,te,dt),Te=new cw(I,Tt,dt,de),G=new h_(I,ut,Tt),le=new S_(I,ut,Tt),Tt.programs=J.programs,L.capabilities=dt,L.extensions=ut,L.properties=Pe,L.renderLists=he,L.shadowMap=ae,L.state=de,L.info=Tt}_!==Kt&&(B=new R_(_,t.width,t.height,a,s,r));let ie=new iu(L,I);this.xr=ie,this.getContext=function(){return I},this.getContextAttributes=function(){return I.getContextAttributes()},this.forceContextLoss=function(){let y=ut.get("WEBGL_lose_context");y&&y.loseContext()},this.forceContextRestore=function(){let y=ut.get("WEBGL_lose_context");y&&y.restoreContext()},this.getPixelRatio=function(){return ge},this.setPixelRatio=function(y){y!==void 0&&(ge=y,this.setSize(ye,Re,!1))},this.getSize=function(y){return y.set(ye,Re)},this.setSize=function(y,R,z=!0){if(ie.isPresenting){Ce("WebGLRenderer: Can't change size while VR device is presenting.");return}ye=y,Re=R,t.width=Math.floor(y*ge),t.height=Math.floor(R*ge),z===!0&&(t.style.width=y+"px",t.style.height=R+"px"),B!==null&&B.setSize(t.width,t.height),this.setViewport(0,0,y,R)},this.getDrawingBufferSize=function(y){return y.set(ye*ge,Re*ge).floor()},this.setDrawingBufferSize=function(y,R,z){ye=y,Re=R,ge=z,t.width=Math.floor(y*z),t.height=Math.floor(R*z),this.setViewport(0,0,y,R)},this.setEffects=function(y){if(_===Kt){Ne("WebGLRenderer: setEffects() requires outputBufferType set to HalfFloatType or FloatType.");return}if(y){for(let R=0;R<y.length;R++)if(y[R].isOutputPass===!0){Ce("WebGLRenderer: OutputPass is not needed in setEffects(). Tone mapping and color space conversion are applied automatically.");break}}B.setEffects(y||[])},this.getCurrentViewport=function(y){return y.copy(ee)},this.getViewport=function(y){return y.copy(Le)},this.setViewport=function(y,R,z,O){y.isVector4?Le.set(y.x,y.y,y.z,y.w):Le.set(y,R,z,O),de.viewport(ee.copy(Le).multiplyScalar(xn()).round())},this.getScissor=function(y){return y.copy(tt)},this.setScissor=function(y,R,z,O){y.isVector4?tt.set(y.x,y.y,y.z,y.w):tt.set(y,R,z,O),de.scissor(Me.copy(tt).multiplyScalar(xn()).round())},this.getScissorTest=function(){return rt},this.setScissorTest=function(y){de.setScissorTest(rt=y)},this.setOpaqueSort=function(y){Be=y},this.setTransparentSort=function(y){_t=y},this.getClearColor=function(y){return y.copy(T.getClearColor())},this.setClearColor=function(){T.setClearColor(...arguments)},this.getClearAlpha=function(){return T.getClearAlpha()},this.setClearAlpha=function(){T.setClearAlpha(...arguments)},this.clear=function(y=!0,R=!0,z=!0){let O=0;if(y){let k=!1;if(ne!==null){let ue=ne.texture.format;k=m.has(ue)}if(k){let ue=ne.texture.type,ve=f.has(ue),ce=T.getClearColor(),xe=T.getClearAlpha(),Se=ce.r,ke=ce.g,Xe=ce.b;ve?(b[0]=Se,b[1]=ke,b[2]=Xe,b[3]=xe,I.clearBufferuiv(I.COLOR,0,b)):(A[0]=Se,A[1]=ke,A[2]=Xe,A[3]=xe,I.clearBufferiv(I.COLOR,0,A))}else O|=I.COLOR_BUFFER_BIT}R&&(O|=I.DEPTH_BUFFER_BIT,this.state.buffers.depth.setMask(!0)),z&&(O|=I.STENCIL_BUFFER_BIT,this.state.buffers.stencil.setMask(4294967295)),O!==0&&I.clear(O)},this.clearColor=function(){this.clear(!0,!1,!1)},this.clearDepth=function(){this.clear(!1,!0,!1)},this.clearStencil=function(){this.clear(!1,!1,!0)},this.setNodesHandler=function(y){y.setRenderer(this),H=y},this.dispose=function(){t.removeEventListener("webglcontextlost",Ae,!1),t.removeEventListener("webglcontextrestored",ze,!1),t.removeEventListener("webglcontextcreationerror",pe,!1),T.dispose(),he.dispose(),$.dispose(),Oe.dispose(),Pe.dispose(),w.dispose(),te.dispose(),U.dispose(),oe.dispose(),Te.dispose(),J.dispose(),ie.dispose(),ie.removeEventListener("sessionstart",Vu),ie.removeEventListener("sessionend",Gu),Bi.stop()};function Ae(y){y.preventDefault(),zh("WebGLRenderer: Context Lost."),F=!0}function ze(){zh("WebGLRenderer: Context Restored."),F=!1;let y=Tt.autoReset,R=ae.enabled,z=ae.autoUpdate,O=ae.needsUpdate,k=ae.type;He(),Tt.autoReset=y,ae.enabled=R,ae.autoUpdate=z,ae.needsUpdate=O,ae.type=k}function pe(y){Ne("WebGLRenderer: A WebGL context could not be created. Reason: ",y.statusMessage)}function nt(y){let R=y.target;R.removeEventListener("dispose",nt),Ft(R)}function Ft(y){hi(y),Pe.remove(y)}function hi(y){let R=Pe.get(y).programs;R!==void 0&&(R.forEach(function(z){J.releaseProgram(z)}),y.isShaderMaterial&&J.releaseShaderCache(y))}this.renderBufferDirect=function(y,R,z,O,k,ue){R===null&&(R=mn);let ve=k.isMesh&&k.matrixWorld.determinantAffine()<0,ce=_g(y,R,z,O,k);de.setMaterial(O,ve);let xe=z.index,Se=1;if(O.wireframe===!0){if(xe=U.getWireframeAttribute(z),xe===void 0)return;Se=2}let ke=z.drawRange,Xe=z.attributes.position,_e=ke.start*Se,$e=(ke.start+ke.count)*Se;ue!==null&&(_e=Math.max(_e,ue.start*Se),$e=Math.min($e,(ue.start+ue.count)*Se)),xe!==null?(_e=Math.max(_e,0),$e=Math.min($e,xe.count)):Xe!=null&&(_e=Math.max(_e,0),$e=Math.min($e,Xe.count));let bt=$e-_e;if(bt<0||bt===1/0)return;oe.setup(k,O,ce,z,xe);let lt,ot=G;if(xe!==null&&(lt=v.get(xe),ot=le,ot.setIndex(lt)),k.isMesh)O.wireframe===!0?(de.setLineWidth(O.wireframeLinewidth*xn()),ot.setMode(I.LINES)):ot.setMode(I.TRIANGLES);else if(k.isLine){let Wt=O.linewidth;Wt===void 0&&(Wt=1),de.setLineWidth(Wt*xn()),k.isLineSegments?ot.setMode(I.LINES):k.isLineLoop?ot.setMode(I.LINE_LOOP):ot.setMode(I.LINE_STRIP)}else k.isPoints?ot.setMode(I.POINTS):k.isSprite&&ot.setMode(I.TRIANGLES);if(k.isBatchedMesh)if(ut.get("WEBGL_multi_draw"))ot.renderMultiDraw(k._multiDrawStarts,k._multiDrawCounts,k._multiDrawCount);else{let Wt=k._multiDrawStarts,be=k._multiDrawCounts,Zt=k._multiDrawCount,Je=xe?v.get(xe).bytesPerElement:1,zi=Pe.get(O).currentProgram.getUniforms();for(let Xt=0;Xt<Zt;Xt++)zi.setValue(I,"_gl_DrawID",Xt),ot.render(Wt[Xt]/Je,be[Xt])}else if(k.isInstancedMesh)ot.renderInstances(_e,bt,k.count);else if(z.isInstancedBufferGeometry){let Wt=z._maxInstanceCount!==void 0?z._maxInstanceCount:1/0,be=Math.min(z.instanceCount,Wt);ot.renderInstances(_e,bt,be)}else ot.render(_e,bt)};function Hu(y,R,z,O){H!==null&&y.isNodeMaterial&&H.setObject(O,y),Et===!0&&Y.setState(y,z,!1),y.transparent===!0&&y.side===wn&&y.forceSinglePass===!1?(y.side=sn,y.needsUpdate=!0,Ks(y,R,O),y.side=zn,y.needsUpdate=!0,Ks(y,R,O),y.side=wn):Ks(y,R,O)}this.compile=function(y,R,z=null){z===null&&(z=y),H!==null&&H.renderStart(y,R,z),E=$.get(z),E.init(R),M.push(E),z.traverseVisible(function(k){k.isLight&&k.layers.test(R.layers)&&(E.pushLight(k),k.castShadow&&E.pushShadow(k))}),y!==z&&y.traverseVisible(function(k){k.isLight&&k.layers.test(R.layers)&&(E.pushLight(k),k.castShadow&&E.pushShadow(k))}),E.setupLights(),H!==null&&H.updateLights(E.state.lightsArray),rn=this.localClippingEnabled,Et=Y.init(this.clippingPlanes,rn),Et===!0&&Y.setGlobalState(this.clippingPlanes,R),H!==null&&ae.render(E.state.shadowsArray,z,R);let O=new Set;return y.traverse(function(k){if(!(k.isMesh||k.isPoints||k.isLine||k.isSprite))return;let ue=k.material;if(ue)if(Array.isArray(ue))for(let ve=0;ve<ue.length;ve++){let ce=ue[ve];Hu(ce,z,R,k),O.add(ce)}else Hu(ue,z,R,k),O.add(ue)}),E=M.pop(),H!==null&&H.renderEnd(),O},this.compileAsync=function(y,R,z=null){let O=this.compile(y,R,z);return new Promise(k=>{function ue(){if(O.forEach(function(ve){let xe=Pe.get(ve).currentProgram;(xe===void 0||xe.isReady())&&O.delete(ve)}),O.size===0){k(y);return}setTimeout(ue,10)}ut.get("KHR_parallel_shader_compile")!==null?ue():setTimeout(ue,10)})};let vc=null;function vg(y){vc&&vc(y)}function Vu(){Bi.stop()}function Gu(){Bi.start()}let Bi=new Df;Bi.setAnimationLoop(vg),typeof self<"u"&&Bi.setContext(self),this.setAnimationLoop=function(y){vc=y,ie.setAnimationLoop(y),y===null?Bi.stop():Bi.start()},ie.addEventListener("sessionstart",Vu),ie.addEventListener("sessionend",Gu),this.render=function(y,R){if(R!==void 0&&R.isCamera!==!0){Ne("WebGLRenderer.render: camera is not an instance of THREE.Camera.");return}if(F===!0)return;H!==null&&H.renderStart(y,R);let z=ie.enabled===!0&&ie.isPresenting===!0,O=B!==null&&(ne===null||z)&&B.begin(L,ne);if(y.matrixWorldAutoUpdate===!0&&y.updateMatrixWorld(),R.parent===null&&R.matrixWorldAutoUpdate===!0&&R.updateMatrixWorld(),ie.enabled===!0&&ie.isPresenting===!0&&(B===null||B.isCompositing()===!1)&&(ie.cameraAutoUpdate===!0&&ie.updateCamera(R),R=ie.getCamera()),y.isScene===!0&&y.onBeforeRender(L,y,R,ne),E=$.get(y,M.length),E.init(R),E.state.textureUnits=Oe.getTextureUnits(),M.push(E),mt.multiplyMatrices(R.projectionMatrix,R.matrixWorldInverse),R.isArrayCamera?Bt.setFromArrayCamera(R):We.setFromProjectionMatrix(mt,bn,R.reversedDepth),rn=this.localClippingEnabled,Et=Y.init(this.clippingPlanes,rn),C=he.get(y,x.length),C.init(),x.push(C),this.info.render.frame++,ie.enabled===!0&&ie.isPresenting===!0){let ve=L.xr.getDepthSensingMesh();ve!==null&&yc(ve,R,-1/0,L.sortObjects)}yc(y,R,0,L.sortObjects),C.finish(),H!==null&&H.updateLights(E.state.lightsArray),L.sortObjects===!0&&C.sort(Be,_t),gn=ie.enabled===!1||ie.isPresenting===!1||ie.hasDepthSensing()===!1,gn&&T.addToRenderList(C,y),this.info.autoReset===!0&&this.info.reset(),Et===!0&&Y.beginShadows();let k=E.state.shadowsArray;if(ae.render(k,y,R),Et===!0&&Y.endShadows(),(O&&B.hasRenderPass())===!1){let ve=C.opaque,ce=C.transmissive;if(E.setupLights(),R.isArrayCamera){let xe=R.cameras;if(ce.length>0)for(let Se=0,ke=xe.length;Se<ke;Se++){let Xe=xe[Se];Xu(ve,ce,y,Xe)}gn&&T.render(y);for(let Se=0,ke=xe.length;Se<ke;Se++){let Xe=xe[Se];Wu(C,y,Xe,Xe.viewport)}}else ce.length>0&&Xu(ve,ce,y,R),gn&&T.render(y),Wu(C,y,R)}ne!==null&&V===0&&(Oe.updateMultisampleRenderTarget(ne),Oe.updateRenderTargetMipmap(ne)),O&&B.end(L),y.isScene===!0&&y.onAfterRender(L,y,R),oe.resetDefaultState(),W=-1,Q=null,M.pop(),M.length>0?(E=M[M.length-1],Oe.setTextureUnits(E.state.textureUnits),Et===!0&&Y.setGlobalState(L.clippingPlanes,E.state.camera)):E=null,x.pop(),x.length>0?C=x[x.length-1]:C=null,H!==null&&H.renderEnd()};function yc(y,R,z,O){if(y.visible===!1)return;if(y.layers.test(R.layers)){if(y.isGroup)z=y.renderOrder;else if(y.isLOD)y.autoUpdate===!0&&y.update(R);else if(y.isLight)E.pushLight(y),y.castShadow&&E.pushShadow(y);else if(y.isSprite){let ve=R.isArrayCamera?Bt:We;if(!y.frustumCulled||y.intersectsFrustum(ve)){O&&Nt.setFromMatrixPosition(y.matrixWorld).applyMatrix4(mt);let ce=te.update(y),xe=y.material;xe.visible&&C.push(y,ce,xe,z,Nt.z,null,R)}}else if(y.isMesh||y.isLine||y.isPoints){let ve=R.isArrayCamera?Bt:We;if(!y.frustumCulled||y.intersectsFrustum(ve)){let ce=te.update(y),xe=y.material;if(O&&(y.boundingSphere!==void 0?(y.boundingSphere===null&&y.computeBoundingSphere(),Nt.copy(y.boundingSphere.center)):(ce.boundingSphere===null&&ce.computeBoundingSphere(),Nt.copy(ce.boundingSphere.center)),Nt.applyMatrix4(y.matrixWorld).applyMatrix4(mt)),Array.isArray(xe)){let Se=ce.groups;for(let ke=0,Xe=Se.length;ke<Xe;ke++){let _e=Se[ke],$e=xe[_e.materialIndex];$e&&$e.visible&&C.push(y,ce,$e,z,Nt.z,_e,R)}}else xe.visible&&C.push(y,ce,xe,z,Nt.z,null,R)}}}let ue=y.children;for(let ve=0,ce=ue.length;ve<ce;ve++)yc(ue[ve],R,z,O)}function Wu(y,R,z,O){let{opaque:k,transmissive:ue,transparent:ve}=y;E.setupLightsView(z),Et===!0&&Y.setGlobalState(L.clippingPlanes,z),O&&de.viewport(ee.copy(O)),k.length>0&&io(k,R,z),ue.length>0&&io(ue,R,z),ve.length>0&&io(ve,R,z),de.buffers.depth.setTest(!0),de.buffers.depth.setMask(!0),de.buffers.color.setMask(!0),de.setPolygonOffset(!1)}function Xu(y,R,z,O){if((z.isScene===!0?z.overrideMaterial:null)!==null)return;if(E.state.transmissionRenderTarget[O.id]===void 0){let _e=ut.has("EXT_color_buffer_half_float")||ut.has("EXT_color_buffer_float");E.state.transmissionRenderTarget[O.id]=new dn(1,1,{generateMipmaps:!0,type:_e?Ln:Kt,minFilter:oi,samples:Math.max(4,dt.samples),stencilBuffer:r,resolveDepthBuffer:!1,resolveStencilBuffer:!1,storeMultisampledDepthBuffer:!1,storeMultisampledStencilBuffer:!1,colorSpace:Ye.workingColorSpace})}let ue=E.state.transmissionRenderTarget[O.id],ve=O.viewport||ee;ue.setSize(ve.z*L.transmissionResolutionScale,ve.w*L.transmissionResolutionScale);let ce=L.getRenderTarget(),xe=L.getActiveCubeFace(),Se=L.getActiveMipmapLevel();L.setRenderTarget(ue),L.getClearColor(K),me=L.getClearAlpha(),me<1&&L.setClearColor(16777215,.5),L.clear(),gn&&T.render(z);let ke=L.toneMapping;L.toneMapping=Hn;let Xe=O.viewport;if(O.viewport!==void 0&&(O.viewport=void 0),E.setupLightsView(O),Et===!0&&Y.setGlobalState(L.clippingPlanes,O),io(y,z,O),Oe.updateMultisampleRenderTarget(ue),Oe.updateRenderTargetMipmap(ue),ut.has("WEBGL_multisampled_render_to_texture")===!1){let _e=!1;for(let $e=0,bt=R.length;$e<bt;$e++){let lt=R[$e],{object:ot,geometry:Wt,material:be,group:Zt}=lt;if(be.side===wn&&ot.layers.test(O.layers)){let Je=be.side;be.side=sn,be.needsUpdate=!0,$u(ot,z,O,Wt,be,Zt),be.side=Je,be.needsUpdate=!0,_e=!0}}_e===!0&&(Oe.updateMultisampleRenderTarget(ue),Oe.updateRenderTargetMipmap(ue))}L.setRenderTarget(ce,xe,Se),L.setClearColor(K,me),Xe!==void 0&&(O.viewport=Xe),L.toneMapping=ke}function io(y,R,z){let O=R.isScene===!0?R.overrideMaterial:null;for(let k=0,ue=y.length;k<ue;k++){let ve=y[k],{object:ce,geometry:xe,group:Se}=ve,ke=ve.material;ke.allowOverride===!0&&O!==null&&(ke=O),ce.layers.test(z.layers)&&$u(ce,R,z,xe,ke,Se)}}function $u(y,R,z,O,k,ue){H!==null&&k.isNodeMaterial&&H.setObject(y,k),y.onBeforeRender(L,R,z,O,k,ue),y.modelViewMatrix.multiplyMatrices(z.matrixWorldInverse,y.matrixWorld),y.normalMatrix.getNormalMatrix(y.modelViewMatrix),k.onBeforeRender(L,R,z,O,y,ue),k.transparent===!0&&k.side===wn&&k.forceSinglePass===!1?(k.side=sn,k.needsUpdate=!0,L.renderBufferDirect(z,R,O,k,y,ue),k.side=zn,k.needsUpdate=!0,L.renderBufferDirect(z,R,O,k,y,ue),k.side=wn):L.renderBufferDirect(z,R,O,k,y,ue),y.onAfterRender(L,R,z,O,k,ue)}function qu(y){let R=0;for(let z of y)z.texture!==null&&R++;return R}function Ks(y,R,z){R.isScene!==!0&&(R=mn);let O=Pe.get(y),k=E.state.lights,ue=E.state.shadowsArray,ve=k.state.version,ce=J.getParameters(y,k.state,ue,R,z,E.state.lightProbeGridArray),xe=J.getProgramCacheKey(ce),Se=O.programs;O.environment=y.isMeshStandardMaterial||y.isMeshLambertMaterial||y.isMeshPhongMaterial?R.environment:null,O.fog=R.fog;let ke=y.isMeshStandardMaterial||y.isMeshLambertMaterial&&!y.envMap||y.isMeshPhongMaterial&&!y.envMap;O.envMap=w.get(y.envMap||O.environment,ke),O.envMapRotation=O.environment!==null&&y.envMap===null?R.environmentRotation:y.envMapRotation,Se===void 0&&(y.addEventListener("dispose",nt),Se=new Map,O.programs=Se,O.programVariants=new Map);let Xe=Se.get(xe);if(Xe!==void 0){if(O.currentProgram===Xe&&O.lightsStateVersion===ve)return Ku(y,ce),Xe}else ce.uniforms=J.getUniforms(y),H!==null&&y.isNodeMaterial&&H.build(y,z,ce),y.onBeforeCompile(ce,L),Xe=J.acquireProgram(ce,xe),Se.set(xe,Xe),O.uniforms=ce.uniforms;let _e=O.uniforms;return(!y.isShaderMaterial&&!y.isRawShaderMaterial||y.clipping===!0)&&(_e.clippingPlanes=Y.uniform),Ku(y,ce),O.needsLights=wg(y),O.lightsStateVersion=ve,O.needsLights&&(_e.ambientLightColor.value=k.state.ambient,_e.lightProbe.value=k.state.probe,_e.sunLights.value=k.state.sun,_e.sunLightShadows.value=k.state.sunShadow,_e.directionalLights.value=k.state.directional,_e.directionalLightShadows.value=k.state.directionalShadow,_e.spotLights.value=k.state.spot,_e.spotLightShadows.value=k.state.spotShadow,_e.rectAreaLights.value=k.state.rectArea,_e.ltc_1.value=k.state.rectAreaLTC1,_e.ltc_2.value=k.state.rectAreaLTC2,_e.pointLights.value=k.state.point,_e.pointLightShadows.value=k.state.pointShadow,_e.hemisphereLights.value=k.state.hemi,_e.sunShadowMatrix.value=k.state.sunShadowMatrix,_e.sunShadowCascade.value=k.state.sunShadowCascade,_e.directionalShadowMatrix.value=k.state.directionalShadowMatrix,_e.spotLightMatrix.value=k.state.spotLightMatrix,_e.spotLightMap.value=k.state.spotLightMap,_e.pointShadowMatrix.value=k.state.pointShadowMatrix),O.numLightProbeGrids=qu(E.state.lightProbeGridArray),O.currentProgram=Xe,O.uniformsList=null,Xe}function yg(y,R,z,O,k){let ue=Pe.get(y),ve=ue.currentProgram.id+","+O+","+k,ce=ue.programVariants.get(ve);return ce===void 0?(ce=Ks(y,R,z),ue.programVariants.set(ve,ce)):(ue.currentProgram=ce,ue.uniformsList=null,ue.outputColorSpace=O,ue.toneMapping=k),ce}function Yu(y){if(y.uniformsList===null){let R=y.currentProgram.getUniforms();y.uniformsList=zs.seqWithValue(R.seq,y.uniforms)}return y.uniformsList}function Ku(y,R){let z=Pe.get(y);z.outputColorSpace=R.outputColorSpace,z.batching=R.batching,z.batchingColor=R.batchingColor,z.instancing=R.instancing,z.instancingColor=R.instancingColor,z.instancingMorph=R.instancingMorph,z.skinning=R.skinning,z.morphTargets=R.morphTargets,z.morphNormals=R.morphNormals,z.morphColors=R.morphColors,z.morphTargetsCount=R.morphTargetsCount,z.numClippingPlanes=R.numClippingPlanes,z.numIntersection=R.numClipIntersection,z.vertexAlphas=R.vertexAlphas,z.vertexTangents=R.vertexTangents,z.toneMapping=R.toneMapping}function _g(y,R,z,O,k){R.isScene!==!0&&(R=mn),Oe.resetTextureUnits();let ue=R.fog,ve=O.isMeshStandardMaterial||O.isMeshLambertMaterial||O.isMeshPhongMaterial?R.environment:null,ce=ne===null?L.outputColorSpace:ne.isXRRenderTarget===!0?ne.texture.colorSpace:Ye.workingColorSpace,xe=O.isMeshStandardMaterial||O.isMeshLambertMaterial&&!O.envMap||O.isMeshPhongMaterial&&!O.envMap,Se=w.get(O.envMap||ve,xe),ke=O.vertexColors===!0&&!!z.attributes.color&&z.attributes.color.itemSize===4,Xe=!!z.attributes.tangent&&(!!O.normalMap||O.anisotropy>0),_e=!!z.morphAttributes.position,$e=!!z.morphAttributes.normal,bt=!!z.morphAttributes.color,lt=Hn;O.toneMapped&&(ne===null||ne.isXRRenderTarget===!0)&&(lt=L.toneMapping);let ot=z.morphAttributes.position||z.morphAttributes.normal||z.morphAttributes.color,Wt=ot!==void 0?ot.length:0,be=Pe.get(O),Zt=E.state.lights;if(Et===!0&&(rn===!0||y!==Q)){let gt=y===Q&&O.id===W;Y.setState(O,y,gt)}let Je=!1,zi=!1;O.version===be.__version?be.needsLights&&be.lightsStateVersion!==Zt.state.version||k.isBatchedMesh&&be.batching===!1||!k.isBatchedMesh&&be.batching===!0||k.isBatchedMesh&&be.batchingColor===!0&&k._colorsTexture===null||k.isBatchedMesh&&be.batchingColor===!1&&k._colorsTexture!==null||k.isInstancedMesh&&be.instancing===!1||!k.isInstancedMesh&&be.instancing===!0||k.isSkinnedMesh&&be.skinning===!1||!k.isSkinnedMesh&&be.skinning===!0||k.isInstancedMesh&&be.instancingColor===!0&&k.instanceColor===null||k.isInstancedMesh&&be.instancingColor===!1&&k.instanceColor!==null||k.isInstancedMesh&&be.instancingMorph===!0&&k.morphTexture===null||k.isInstancedMesh&&be.instancingMorph===!1&&k.morphTexture!==null||be.envMap!==Se||O.fog===!0&&be.fog!==ue||be.numClippingPlanes!==void 0&&(be.numClippingPlanes!==Y.numPlanes||be.numIntersection!==Y.numIntersection)||be.vertexAlphas!==ke||be.vertexTangents!==Xe||be.morphTargets!==_e||be.morphNormals!==$e||be.morphColors!==bt||be.morphTargetsCount!==Wt||be.numLightProbeGrids!==qu(E.state.lightProbeGridArray)?Je=!0:(be.outputColorSpace!==ce||be.toneMapping!==lt)&&(zi=!0):(Je=!0,be.__version=O.version);let Xt=be.currentProgram;(Je===!0||zi===!0)&&(Xt=zi===!0?yg(O,R,k,ce,lt):Ks(O,R,k),H&&O.isNodeMaterial&&H.onUpdateProgram(O,Xt,be));let so=!1,ui=!1,Hi=!1,je=Xt.getUniforms(),zt=be.uniforms;if(de.useProgram(Xt.program)&&(so=!0,ui=!0,Hi=!0),O.id!==W&&(W=O.id,ui=!0),so||Q!==y){de.buffers.depth.getReversed()&&y.reversedDepth!==!0&&(y._reversedDepth=!0,y.updateProjectionMatrix()),je.setValue(I,"projectionMatrix",y.projectionMatrix),je.setValue(I,"viewMatrix",y.matrixWorldInverse);let Ot=je.map.cameraPosition;Ot!==void 0&&Ot.setValue(I,Fn.setFromMatrixPosition(y.matrixWorld)),dt.logarithmicDepthBuffer&&je.setValue(I,"logDepthBufFC",2/(Math.log(y.far+1)/Math.LN2)),(O.isMeshPhongMaterial||O.isMeshToonMaterial||O.isMeshLambertMaterial||O.isMeshBasicMaterial||O.isMeshStandardMaterial||O.isShaderMaterial)&&je.setValue(I,"isOrthographic",y.isOrthographicCamera===!0),Q!==y&&(Q=y,ui=!0,Hi=!0)}if(be.needsLights&&(Zt.state.sunShadowMap.length>0&&je.setValue(I,"sunShadowMap",Zt.state.sunShadowMap,Oe),Zt.state.directionalShadowMap.length>0&&je.setValue(I,"directionalShadowMap",Zt.state.directionalShadowMap,Oe),Zt.state.spotShadowMap.length>0&&je.setValue(I,"spotShadowMap",Zt.state.spotShadowMap,Oe),Zt.state.pointShadowMap.length>0&&je.setValue(I,"pointShadowMap",Zt.state.pointShadowMap,Oe)),k.isSkinnedMesh){je.setOptional(I,k,"bindMatrix"),je.setOptional(I,k,"bindMatrixInverse");let gt=k.skeleton;gt&&(gt.boneTexture===null&&gt.computeBoneTexture(),je.setValue(I,"boneTexture",gt.boneTexture,Oe))}k.isBatchedMesh&&(je.setOptional(I,k,"batchingTexture"),je.setValue(I,"batchingTexture",k._matricesTexture,Oe),je.setOptional(I,k,"batchingIdTexture"),je.setValue(I,"batchingIdTexture",k._indirectTexture,Oe),je.setOptional(I,k,"batchingColorTexture"),k._colorsTexture!==null&&je.setValue(I,"batchingColorTexture",k._colorsTexture,Oe));let Mn=z.morphAttributes;if((Mn.position!==void 0||Mn.normal!==void 0||Mn.color!==void 0)&&j.update(k,z,Xt),(ui||be.receiveShadow!==k.receiveShadow)&&(be.receiveShadow=k.receiveShadow,je.setValue(I,"receiveShadow",k.receiveShadow)),(O.isMeshStandardMaterial||O.isMeshLambertMaterial||O.isMeshPhongMaterial)&&O.envMap===null&&R.environment!==null&&(zt.envMapIntensity.value=R.environmentIntensity),zt.dfgLUT!==void 0&&(zt.dfgLUT.value=uw()),ui){if(je.setValue(I,"toneMappingExposure",L.toneMappingExposure),be.needsLights&&bg(zt,Hi),ue&&O.fog===!0&&re.refreshFogUniforms(zt,ue),re.refreshMaterialUniforms(zt,O,ge,Re,E.state.transmissionRenderTarget[y.id]),be.needsLights&&be.numLightProbeGrids>0){let gt=S,Ot=0;for(let $n of E.state.lightProbeGridArray)$n.texture!==null&&(gt.textures[Ot]=$n.texture,gt.min[Ot]=$n.boundingBox.min,gt.max[Ot]=$n.boundingBox.max,gt.resolution[Ot]=$n.resolution,Ot++);for(let $n in gt)gt[$n].length=Ot;zt.probesSH.value=gt.textures,zt.probesMin.value=gt.min,zt.probesMax.value=gt.max,zt.probesResolution.value=gt.resolution}zs.upload(I,Yu(be),zt,Oe)}if(O.isShaderMaterial&&O.uniformsNeedUpdate===!0&&(zs.upload(I,Yu(be),zt,Oe),O.uniformsNeedUpdate=!1),O.isSpriteMaterial&&je.setValue(I,"center",k.center),je.setValue(I,"modelViewMatrix",k.modelViewMatrix),je.setValue(I,"normalMatrix",k.normalMatrix),je.setValue(I,"modelMatrix",k.matrixWorld),O.uniformsGroups!==void 0){let gt=O.uniformsGroups;for(let Ot=0,$n=gt.length;Ot<$n;Ot++){let Zu=gt[Ot];Te.update(Zu,Xt),Te.bind(Zu,Xt)}}return Xt}function bg(y,R){y.ambientLightColor.needsUpdate=R,y.lightProbe.needsUpdate=R,y.sunLights.needsUpdate=R,y.sunLightShadows.needsUpdate=R,y.directionalLights.needsUpdate=R,y.directionalLightShadows.needsUpdate=R,y.pointLights.needsUpdate=R,y.pointLightShadows.needsUpdate=R,y.spotLights.needsUpdate=R,y.spotLightShadows.needsUpdate=R,y.rectAreaLights.needsUpdate=R,y.hemisphereLights.needsUpdate=R}function wg(y){return y.isMeshLambertMaterial||y.isMeshToonMaterial||y.isMeshPhongMaterial||y.isMeshStandardMaterial||y.isShadowMaterial||y.isShaderMaterial&&y.lights===!0}this.getActiveCubeFace=function(){return Z},this.getActiveMipmapLevel=function(){return V},this.getRenderTarget=function(){return ne},this.setRenderTargetTextures=function(y,R,z){let O=Pe.get(y);O.__autoAllocateDepthBuffer=y.resolveDepthBuffer===!1,O.__autoAllocateDepthBuffer===!1&&(O.__useRenderToTexture=!1),Pe.get(y.texture).__webglTexture=R,Pe.get(y.depthTexture).__webglTexture=O.__autoAllocateDepthBuffer?void 0:z,O.__hasExternalTextures=!0},this.setRenderTargetFramebuffer=function(y,R){let z=Pe.get(y);z.__webglFramebuffer=R,z.__useDefaultFramebuffer=R===void 0},this.setRenderTarget=function(y,R=0,z=0){ne=y,Z=R,V=z;let O=null,k=!1,ue=!1;if(y){let ce=Pe.get(y);if(ce.__useDefaultFramebuffer!==void 0){de.bindFramebuffer(I.FRAMEBUFFER,ce.__webglFramebuffer),ee.copy(y.viewport),Me.copy(y.scissor),Ue=y.scissorTest,de.viewport(ee),de.scissor(Me),de.setScissorTest(Ue),W=-1;return}else if(ce.__webglFramebuffer===void 0)Oe.setupRenderTarget(y);else if(ce.__hasExternalTextures)Oe.rebindTextures(y,Pe.get(y.texture).__webglTexture,Pe.get(y.depthTexture).__webglTexture);else if(y.depthBuffer){let ke=y.depthTexture;if(ce.__boundDepthTexture!==ke){if(ke!==null&&Pe.has(ke)&&(y.width!==ke.image.width||y.height!==ke.image.height))throw new Error("THREE.WebGLRenderer: Attached DepthTexture is initialized to the incorrect size.");Oe.setupDepthRenderbuffer(y)}}let xe=y.texture;(xe.isData3DTexture||xe.isDataArrayTexture||xe.isCompressedArrayTexture)&&(ue=!0);let Se=Pe.get(y).__webglFramebuffer;y.isWebGLCubeRenderTarget?(Array.isArray(Se[R])?O=Se[R][z]:O=Se[R],k=!0):y.samples>0&&Oe.useMultisampledRTT(y)===!1?O=Pe.get(y).__webglMultisampledFramebuffer:Array.isArray(Se)?O=Se[z]:O=Se,ee.copy(y.viewport),Me.copy(y.scissor),Ue=y.scissorTest}else ee.copy(Le).multiplyScalar(ge).floor(),Me.copy(tt).multiplyScalar(ge).floor(),Ue=rt;if(z!==0&&(O=q),de.bindFramebuffer(I.FRAMEBUFFER,O)&&de.drawBuffers(y,O),de.viewport(ee),de.scissor(Me),de.setScissorTest(Ue),k){let ce=Pe.get(y.texture);I.framebufferTexture2D(I.FRAMEBUFFER,I.COLOR_ATTACHMENT0,I.TEXTURE_CUBE_MAP_POSITIVE_X+R,ce.__webglTexture,z)}else if(ue){let ce=R;for(let xe=0;xe<y.textures.length;xe++){let Se=Pe.get(y.textures[xe]);I.framebufferTextureLayer(I.FRAMEBUFFER,I.COLOR_ATTACHMENT0+xe,Se.__webglTexture,z,ce)}}else if(y!==null&&z!==0){let ce=Pe.get(y.texture);I.framebufferTexture2D(I.FRAMEBUFFER,I.COLOR_ATTACHMENT0,I.TEXTURE_2D,ce.__webglTexture,z)}W=-1};function ju(y){let R=Pe.get(y);return(R.__readFormat!==y.format||R.__readType!==y.type)&&(R.__readFormat=y.format,R.__readType=y.type,R.__formatReadable=dt.textureFormatReadable(y.format),R.__typeReadable=dt.textureTypeReadable(y.type)),R}this.readRenderTargetPixels=function(y,R,z,O,k,ue,ve,ce=0){if(!(y&&y.isWebGLRenderTarget)){Ne("WebGLRenderer.readRenderTargetPixels: renderTarget is not THREE.WebGLRenderTarget.");return}let xe=Pe.get(y).__webglFramebuffer;if(y.isWebGLCubeRenderTarget&&ve!==void 0&&(xe=xe[ve],Array.isArray(xe)&&(xe=xe[0])),xe){de.bindFramebuffer(I.FRAMEBUFFER,xe);try{let Se=y.textures[ce],ke=Se.format,Xe=Se.type;y.textures.length>1&&I.readBuffer(I.COLOR_ATTACHMENT0+ce);let _e=ju(Se);if(_e.__formatReadable===!1){Ne("WebGLRenderer.readRenderTargetPixels: renderTarget is not in RGBA or implementation defined format.");return}if(_e.__typeReadable===!1){Ne("WebGLRenderer.readRenderTargetPixels: renderTarget is not in UnsignedByteType or implementation defined type.");return}R>=0&&R<=y.width-O&&z>=0&&z<=y.height-k&&I.readPixels(R,z,O,k,se.convert(ke),se.convert(Xe),ue)}finally{let Se=ne!==null?Pe.get(ne).__webglFramebuffer:null;de.bindFramebuffer(I.FRAMEBUFFER,Se)}}},this.readRenderTargetPixelsAsync=async function(y,R,z,O,k,ue,ve,ce=0){if(!(y&&y.isWebGLRenderTarget))throw new Error("THREE.WebGLRenderer.readRenderTargetPixels: renderTarget is not THREE.WebGLRenderTarget.");let xe=Pe.get(y).__webglFramebuffer;if(y.isWebGLCubeRenderTarget&&ve!==void 0&&(xe=xe[ve],Array.isArray(xe)&&(xe=xe[0])),xe)if(R>=0&&R<=y.width-O&&z>=0&&z<=y.height-k){de.bindFramebuffer(I.FRAMEBUFFER,xe);let Se=y.textures[ce],ke=Se.format,Xe=Se.type;y.textures.length>1&&I.readBuffer(I.COLOR_ATTACHMENT0+ce);let _e=ju(Se);if(_e.__formatReadable===!1)throw new Error("THREE.WebGLRenderer.readRenderTargetPixelsAsync: renderTarget is not in RGBA or implementation defined format.");if(_e.__typeReadable===!1)throw new Error("THREE.WebGLRenderer.readRenderTargetPixelsAsync: renderTarget is not in UnsignedByteType or implementation defined type.");let $e=I.createBuffer();I.bindBuffer(I.PIXEL_PACK_BUFFER,$e),I.bufferData(I.PIXEL_PACK_BUFFER,ue.byteLength,I.STREAM_READ),I.readPixels(R,z,O,k,se.convert(ke),se.convert(Xe),0),I.bindBuffer(I.PIXEL_PACK_BUFFER,null);let bt=ne!==null?Pe.get(ne).__webglFramebuffer:null;de.bindFramebuffer(I.FRAMEBUFFER,bt);let lt=I.fenceSync(I.SYNC_GPU_COMMANDS_COMPLETE,0);return I.flush(),await sf(I,lt,4),I.bindBuffer(I.PIXEL_PACK_BUFFER,$e),I.getBufferSubData(I.PIXEL_PACK_BUFFER,0,ue),I.bindBuffer(I.PIXEL_PACK_BUFFER,null),I.deleteBuffer($e),I.deleteSync(lt),ue}else throw new Error("THREE.WebGLRenderer.readRenderTargetPixelsAsync: requested read bounds are out of range.")},this.copyFramebufferToTexture=function(y,R=null,z=0){let O=Math.pow(2,-z),k=Math.floor(y.image.width*O),ue=Math.floor(y.image.height*O),ve=R!==null?R.x:0,ce=R!==null?R.y:0;Oe.setTexture2D(y,0),I.copyTexSubImage2D(I.TEXTURE_2D,z,0,0,ve,ce,k,ue),de.unbindTexture()},this.copyTextureToTexture=function(y,R,z=null,O=null,k=0,ue=0){let ve,ce,xe,Se,ke,Xe,_e,$e,bt,lt=y.isCompressedTexture?y.mipmaps[ue]:y.image;if(z!==null)ve=z.max.x-z.min.x,ce=z.max.y-z.min.y,xe=z.isBox3?z.max.z-z.min.z:1,Se=z.min.x,ke=z.min.y,Xe=z.isBox3?z.min.z:0;else{let je=Math.pow(2,-k);ve=Math.floor(lt.width*je),ce=Math.floor(lt.height*je),y.isDataArrayTexture?xe=lt.depth:y.isData3DTexture?xe=Math.floor(lt.depth*je):xe=1,Se=0,ke=0,Xe=0}O!==null?(_e=O.x,$e=O.y,bt=O.z):(_e=0,$e=0,bt=0);let ot=se.convert(R.format),Wt=se.convert(R.type),be;R.isData3DTexture?(Oe.setTexture3D(R,0),be=I.TEXTURE_3D):R.isDataArrayTexture||R.isCompressedArrayTexture?(Oe.setTexture2DArray(R,0),be=I.TEXTURE_2D_ARRAY):(Oe.setTexture2D(R,0),be=I.TEXTURE_2D),de.activeTexture(I.TEXTURE0),de.pixelStorei(I.UNPACK_FLIP_Y_WEBGL,R.flipY),de.pixelStorei(I.UNPACK_PREMULTIPLY_ALPHA_WEBGL,R.premultiplyAlpha),de.pixelStorei(I.UNPACK_ALIGNMENT,R.unpackAlignment);let Zt=de.getParameter(I.UNPACK_ROW_LENGTH),Je=de.getParameter(I.UNPACK_IMAGE_HEIGHT),zi=de.getParameter(I.UNPACK_SKIP_PIXELS),Xt=de.getParameter(I.UNPACK_SKIP_ROWS),so=de.getParameter(I.UNPACK_SKIP_IMAGES);de.pixelStorei(I.UNPACK_ROW_LENGTH,lt.width),de.pixelStorei(I.UNPACK_IMAGE_HEIGHT,lt.height),de.pixelStorei(I.UNPACK_SKIP_PIXELS,Se),de.pixelStorei(I.UNPACK_SKIP_ROWS,ke),de.pixelStorei(I.UNPACK_SKIP_IMAGES,Xe);let ui=y.isDataArrayTexture||y.isData3DTexture,Hi=R.isDataArrayTexture||R.isData3DTexture;if(y.isDepthTexture){let je=Pe.get(y),zt=Pe.get(R),Mn=Pe.get(je.__renderTarget),gt=Pe.get(zt.__renderTarget);de.bindFramebuffer(I.READ_FRAMEBUFFER,Mn.__webglFramebuffer),de.bindFramebuffer(I.DRAW_FRAMEBUFFER,gt.__webglFramebuffer);for(let Ot=0;Ot<xe;Ot++)ui&&(I.framebufferTextureLayer(I.READ_FRAMEBUFFER,I.COLOR_ATTACHMENT0,Pe.get(y).__webglTexture,k,Xe+Ot),I.framebufferTextureLayer(I.DRAW_FRAMEBUFFER,I.COLOR_ATTACHMENT0,Pe.get(R).__webglTexture,ue,bt+Ot)),I.blitFramebuffer(Se,ke,Se+ve,ke+ce,_e,$e,_e+ve,$e+ce,I.DEPTH_BUFFER_BIT,I.NEAREST);de.bindFramebuffer(I.READ_FRAMEBUFFER,null),de.bindFramebuffer(I.DRAW_FRAMEBUFFER,null)}else if(k!==0||y.isRenderTargetTexture||Pe.has(y)){let je=Pe.get(y),zt=Pe.get(R);de.bindFramebuffer(I.READ_FRAMEBUFFER,P),de.bindFramebuffer(I.DRAW_FRAMEBUFFER,X);for(let Mn=0;Mn<xe;Mn++)ui?I.framebufferTextureLayer(I.READ_FRAMEBUFFER,I.COLOR_ATTACHMENT0,je.__webglTexture,k,Xe+Mn):I.framebufferTexture2D(I.READ_FRAMEBUFFER,I.COLOR_ATTACHMENT0,I.TEXTURE_2D,je.__webglTexture,k),Hi?I.framebufferTextureLayer(I.DRAW_FRAMEBUFFER,I.COLOR_ATTACHMENT0,zt.__webglTexture,ue,bt+Mn):I.framebufferTexture2D(I.DRAW_FRAMEBUFFER,I.COLOR_ATTACHMENT0,I.TEXTURE_2D,zt.__webglTexture,ue),k!==0?I.blitFramebuffer(Se,ke,Se+ve,ke+ce,_e,$e,_e+ve,$e+ce,I.COLOR_BUFFER_BIT,I.NEAREST):Hi?I.copyTexSubImage3D(be,ue,_e,$e,bt+Mn,Se,ke,ve,ce):I.copyTexSubImage2D(be,ue,_e,$e,Se,ke,ve,ce);de.bindFramebuffer(I.READ_FRAMEBUFFER,null),de.bindFramebuffer(I.DRAW_FRAMEBUFFER,null)}else Hi?y.isDataTexture||y.isData3DTexture?I.texSubImage3D(be,ue,_e,$e,bt,ve,ce,xe,ot,Wt,lt.data):R.isCompressedArrayTexture?I.compressedTexSubImage3D(be,ue,_e,$e,bt,ve,ce,xe,ot,lt.data):I.texSubImage3D(be,ue,_e,$e,bt,ve,ce,xe,ot,Wt,lt):y.isDataTexture?I.texSubImage2D(I.TEXTURE_2D,ue,_e,$e,ve,ce,ot,Wt,lt.data):y.isCompressedTexture?I.compressedTexSubImage2D(I.TEXTURE_2D,ue,_e,$e,lt.width,lt.height,ot,lt.data):I.texSubImage2D(I.TEXTURE_2D,ue,_e,$e,ve,ce,ot,Wt,lt);de.pixelStorei(I.UNPACK_ROW_LENGTH,Zt),de.pixelStorei(I.UNPACK_IMAGE_HEIGHT,Je),de.pixelStorei(I.UNPACK_SKIP_PIXELS,zi),de.pixelStorei(I.UNPACK_SKIP_ROWS,Xt),de.pixelStorei(I.UNPACK_SKIP_IMAGES,so),ue===0&&R.generateMipmaps===!0&&R.mipmapsAutoUpdate===!0&&I.generateMipmap(be),de.unbindTexture()},this.initRenderTarget=function(y){Pe.get(y).__webglFramebuffer===void 0&&Oe.setupRenderTarget(y)},this.initTexture=function(y){y.isCubeTexture?Oe.setTextureCube(y,0):y.isData3DTexture?Oe.setTexture3D(y,0):y.isDataArrayTexture||y.isCompressedArrayTexture?Oe.setTexture2DArray(y,0):Oe.setTexture2D(y,0),de.unbindTexture()},this.resetState=function(){Z=0,V=0,ne=null,de.reset(),oe.reset()},typeof __THREE_DEVTOOLS__<"u"&&__THREE_DEVTOOLS__.dispatchEvent(new CustomEvent("observe",{detail:this}))}get coordinateSystem(){return bn}get outputColorSpace(){return this._outputColorSpace}set outputColorSpace(e){this._outputColorSpace=e;let t=this.getContext();t.drawingBufferColorSpace=Ye._getDrawingBufferColorSpace(e),t.unpackColorSpace=Ye._getUnpackColorSpace()}};var Wf={type:"change"},ru={type:"start"},$f={type:"end"},wl=new Qi,Xf=new Qt,dw=Math.cos(70*fn.DEG2RAD),It=new N,an=2*Math.PI,Qe={NONE:-1,ROTATE:0,DOLLY:1,PAN:2,TOUCH_ROTATE:3,TOUCH_PAN:4,TOUCH_DOLLY_PAN:5,TOUCH_DOLLY_ROTATE:6},su=1e-6,Ml=class extends Pr{constructor(e,t=null){super(e,t),this.state=Qe.NONE,this.target=new N,this.cursor=new N,this.minDistance=0,this.maxDistance=1/0,this.minZoom=0,this.maxZoom=1/0,this.minTargetRadius=0,this.maxTargetRadius=1/0,this.minPolarAngle=0,this.maxPolarAngle=Math.PI,this.minAzimuthAngle=-1/0,this.maxAzimuthAngle=1/0,this.enableDamping=!1,this.dampingFactor=.05,this.enableZoom=!0,this.zoomSpeed=1,this.enableRotate=!0,this.rotateSpeed=1,this.keyRotateSpeed=1,this.enablePan=!0,this.panSpeed=1,this.screenSpacePanning=!0,this.keyPanSpeed=7,this.zoomToCursor=!1,this.autoRotate=!1,this.autoRotateSpeed=2,this.keys={LEFT:"ArrowLeft",UP:"ArrowUp",RIGHT:"ArrowRight",BOTTOM:"ArrowDown"},this.mouseButtons={LEFT:Ri.ROTATE,MIDDLE:Ri.DOLLY,RIGHT:Ri.PAN},this.touches={ONE:Pi.ROTATE,TWO:Pi.DOLLY_PAN},this.target0=this.target.clone(),this.position0=this.object.position.clone(),this.zoom0=this.object.zoom,this._cursorStyle="auto",this._domElementKeyEvents=null,this._lastPosition=new N,this._lastQuaternion=new un,this._lastTargetPosition=new N,this._quat=new un().setFromUnitVectors(e.up,new N(0,1,0)),this._quatInverse=this._quat.clone().invert(),this._spherical=new Ci,this._sphericalDelta=new Ci,this._scale=1,this._panOffset=new N,this._rotateStart=new Ie,this._rotateEnd=new Ie,this._rotateDelta=new Ie,this._panStart=new Ie,this._panEnd=new Ie,this._panDelta=new Ie,this._dollyStart=new Ie,this._dollyEnd=new Ie,this._dollyDelta=new Ie,this._dollyDirection=new N,this._mouse=new Ie,this._performCursorZoom=!1,this._pointers=[],this._pointerPositions={},this._controlActive=!1,this._onPointerMove=fw.bind(this),this._onPointerDown=pw.bind(this),this._onPointerUp=mw.bind(this),this._onContextMenu=ww.bind(this),this._onMouseWheel=vw.bind(this),this._onKeyDown=yw.bind(this),this._onTouchStart=_w.bind(this),this._onTouchMove=bw.bind(this),this._onMouseDown=gw.bind(this),this._onMouseMove=xw.bind(this),this._interceptControlDown=Mw.bind(this),this._interceptControlUp=Sw.bind(this),this.domElement!==null&&this.connect(this.domElement),this.update()}set cursorStyle(e){this._cursorStyle=e,e==="grab"?this.domElement.style.cursor="grab":this.domElement.style.cursor="auto"}get cursorStyle(){return this._cursorStyle}connect(e){super.connect(e),this.domElement.addEventListener("pointerdown",this._onPointerDown),this.domElement.addEventListener("pointercancel",this._onPointerUp),this.domElement.addEventListener("contextmenu",this._onContextMenu),this.domElement.addEventListener("wheel",this._onMouseWheel,{passive:!1}),this.domElement.ownerDocument.addEventListener("keydown",this._interceptControlDown,{passive:!0,capture:!0}),this.domElement.style.touchAction="none"}disconnect(){this.state=Qe.NONE,this.domElement.removeEventListener("pointerdown",this._onPointerDown),this.domElement.ownerDocument.removeEventListener("pointermove",this._onPointerMove),this.domElement.ownerDocument.removeEventListener("pointerup",this._onPointerUp),this.domElement.removeEventListener("pointercancel",this._onPointerUp),this.domElement.removeEventListener("wheel",this._onMouseWheel),this.domElement.removeEventListener("contextmenu",this._onContextMenu),this.stopListenToKeyEvents(),this.domElement.ownerDocument.removeEventListener("keydown",this._interceptControlDown,{capture:!0}),this.domElement.ownerDocument.removeEventListener("keyup",this._interceptControlUp,{capture:!0}),this._controlActive=!1,this._pointers.length=0,this._pointerPositions={},this.domElement.style.touchAction="",this.domElement.style.cursor="auto"}dispose(){this.disconnect()}getPolarAngle(){return this._spherical.phi}getAzimuthalAngle(){return this._spherical.theta}getDistance(){return this.object.position.distanceTo(this.target)}listenToKeyEvents(e){e.addEventListener("keydown",this._onKeyDown),this._domElementKeyEvents=e}stopListenToKeyEvents(){this._domElementKeyEvents!==null&&(this._domElementKeyEvents.removeEventListener("keydown",this._onKeyDown),this._domElementKeyEvents=null)}saveState(){this.target0.copy(this.target),this.position0.copy(this.object.position),this.zoom0=this.object.zoom}reset(){this.target.copy(this.target0),this.object.position.copy(this.position0),this.object.zoom=this.zoom0,this.object.updateProjectionMatrix(),this.dispatchEvent(Wf),this.update(),this.state=Qe.NONE}pan(e,t){this._pan(e,t),this.update()}dollyIn(e){this._dollyIn(e),this.update()}dollyOut(e){this._dollyOut(e),this.update()}rotateLeft(e){this._rotateLeft(e),this.update()}rotateUp(e){this._rotateUp(e),this.update()}update(e=null){let t=this.object.position;It.copy(t).sub(this.target),It.applyQuaternion(this._quat),this._spherical.setFromVector3(It),this.autoRotate&&this.state===Qe.NONE&&this._rotateLeft(this._getAutoRotationAngle(e)),this.enableDamping?(this._spherical.theta+=this._sphericalDelta.theta*this.dampingFactor,this._spherical.phi+=this._sphericalDelta.phi*this.dampingFactor):(this._spherical.theta+=this._sphericalDelta.theta,this._spherical.phi+=this._sphericalDelta.phi);let n=this.minAzimuthAngle,s=this.maxAzimuthAngle;isFinite(n)&&isFinite(s)&&(n<-Math.PI?n+=an:n>Math.PI&&(n-=an),s<-Math.PI?s+=an:s>Math.PI&&(s-=an),n<=s?this._spherical.theta=Math.max(n,Math.min(s,this._spherical.theta)):this._spherical.theta=this._spherical.theta>(n+s)/2?Math.max(n,this._spherical.theta):Math.min(s,this._spherical.theta)),this._spherical.phi=Math.max(this.minPolarAngle,Math.min(this.maxPolarAngle,this._spherical.phi)),this._spherical.makeSafe(),this.enableDamping===!0?this.target.addScaledVector(this._panOffset,this.dampingFactor):this.target.add(this._panOffset),this.target.sub(this.cursor),this.target.clampLength(this.minTargetRadius,this.maxTargetRadius),this.target.add(this.cursor);let r=!1;if(this.zoomToCursor&&this._performCursorZoom||this.object.isOrthographicCamera)this._spherical.radius=this._clampDistance(this._spherical.radius);else{let o=this._spherical.radius;this._spherical.radius=this._clampDistance(this._spherical.radius*this._scale),r=o!=this._spherical.radius}if(It.setFromSpherical(this._spherical),It.applyQuaternion(this._quatInverse),t.copy(this.target).add(It),this.object.lookAt(this.target),this.enableDamping===!0?(this._sphericalDelta.theta*=1-this.dampingFactor,this._sphericalDelta.phi*=1-this.dampingFactor,this._panOffset.multiplyScalar(1-this.dampingFactor)):(this._sphericalDelta.set(0,0,0),this._panOffset.set(0,0,0)),this.zoomToCursor&&this._performCursorZoom){let o=null;if(this.object.isPerspectiveCamera){let a=It.length();o=this._clampDistance(a*this._scale);let l=a-o;this.object.position.addScaledVector(this._dollyDirection,l),this.object.updateMatrixWorld(),r=!!l}else if(this.object.isOrthographicCamera){let a=new N(this._mouse.x,this._mouse.y,0);a.unproject(this.object);let l=this.object.zoom;this.object.zoom=Math.max(this.minZoom,Math.min(this.maxZoom,this.object.zoom/this._scale)),this.object.updateProjectionMatrix(),r=l!==this.object.zoom;let c=new N(this._mouse.x,this._mouse.y,0);c.unproject(this.object),this.object.position.sub(c).add(a),this.object.updateMatrixWorld(),o=It.length()}else console.warn("WARNING: OrbitControls.js encountered an unknown camera type - zoom to cursor disabled."),this.zoomToCursor=!1;o!==null&&(this.screenSpacePanning?this.target.set(0,0,-1).transformDirection(this.object.matrix).multiplyScalar(o).add(this.object.position):(wl.origin.copy(this.object.position),wl.direction.set(0,0,-1).transformDirection(this.object.matrix),Math.abs(this.object.up.dot(wl.direction))<dw?this.object.lookAt(this.target):(Xf.setFromNormalAndCoplanarPoint(this.object.up,this.target),wl.intersectPlane(Xf,this.target))))}else if(this.object.isOrthographicCamera){let o=this.object.zoom;this.object.zoom=Math.max(this.minZoom,Math.min(this.maxZoom,this.object.zoom/this._scale)),o!==this.object.zoom&&(this.object.updateProjectionMatrix(),r=!0)}return this._scale=1,this._performCursorZoom=!1,r||this._lastPosition.distanceToSquared(this.object.position)>su||8*(1-this._lastQuaternion.dot(this.object.quaternion))>su||this._lastTargetPosition.distanceToSquared(this.target)>su?(this.dispatchEvent(Wf),this._lastPosition.copy(this.object.position),this._lastQuaternion.copy(this.object.quaternion),this._lastTargetPosition.copy(this.target),!0):!1}_getAutoRotationAngle(e){return e!==null?an/60*this.autoRotateSpeed*e:an/60/60*this.autoRotateSpeed}_getZoomScale(e){let t=Math.abs(e*.01);return Math.pow(.95,this.zoomSpeed*t)}_rotateLeft(e){this._sphericalDelta.theta-=e}_rotateUp(e){this._sphericalDelta.phi-=e}_panLeft(e,t){It.setFromMatrixColumn(t,0),It.multiplyScalar(-e),this._panOffset.add(It)}_panUp(e,t){this.screenSpacePanning===!0?It.setFromMatrixColumn(t,1):(It.setFromMatrixColumn(t,0),It.crossVectors(this.object.up,It)),It.multiplyScalar(e),this._panOffset.add(It)}_pan(e,t){let n=this.domElement;if(this.object.isPerspectiveCamera){let s=this.object.position;It.copy(s).sub(this.target);let r=It.length();r*=Math.tan(this.object.fov/2*Math.PI/180),this._panLeft(2*e*r/n.clientHeight,this.object.matrix),this._panUp(2*t*r/n.clientHeight,this.object.matrix)}else this.object.isOrthographicCamera?(this._panLeft(e*(this.object.right-this.object.left)/this.object.zoom/n.clientWidth,this.object.matrix),this._panUp(t*(this.object.top-this.object.bottom)/this.object.zoom/n.clientHeight,this.object.matrix)):(console.warn("WARNING: OrbitControls.js encountered an unknown camera type - pan disabled."),this.enablePan=!1)}_dollyOut(e){this.object.isPerspectiveCamera||this.object.isOrthographicCamera?this._scale/=e:(console.warn("WARNING: OrbitControls.js encountered an unknown camera type - dolly/zoom disabled."),this.enableZoom=!1)}_dollyIn(e){this.object.isPerspectiveCamera||this.object.isOrthographicCamera?this._scale*=e:(console.warn("WARNING: OrbitControls.js encountered an unknown camera type - dolly/zoom disabled."),this.enableZoom=!1)}_updateZoomParameters(e,t){if(!this.zoomToCursor)return;this._performCursorZoom=!0;let n=this.domElement.getBoundingClientRect(),s=e-n.left,r=t-n.top,o=n.width,a=n.height;this._mouse.x=s/o*2-1,this._mouse.y=-(r/a)*2+1,this._dollyDirection.set(this._mouse.x,this._mouse.y,1).unproject(this.object).sub(this.object.position).normalize()}_clampDistance(e){return Math.max(this.minDistance,Math.min(this.maxDistance,e))}_handleMouseDownRotate(e){this._rotateStart.set(e.clientX,e.clientY)}_handleMouseDownDolly(e){this._updateZoomParameters(e.clientX,e.clientY),this._dollyStart.set(e.clientX,e.clientY)}_handleMouseDownPan(e){this._panStart.set(e.clientX,e.clientY)}_handleMouseMoveRotate(e){this._rotateEnd.set(e.clientX,e.clientY),this._rotateDelta.subVectors(this._rotateEnd,this._rotateStart).multiplyScalar(this.rotateSpeed);let t=this.domElement;this._rotateLeft(an*this._rotateDelta.x/t.clientHeight),this._rotateUp(an*this._rotateDelta.y/t.clientHeight),this._rotateStart.copy(this._rotateEnd),this.update()}_handleMouseMoveDolly(e){this._dollyEnd.set(e.clientX,e.clientY),this._dollyDelta.subVectors(this._dollyEnd,this._dollyStart),this._dollyDelta.y>0?this._dollyOut(this._getZoomScale(this._dollyDelta.y)):this._dollyDelta.y<0&&this._dollyIn(this._getZoomScale(this._dollyDelta.y)),this._dollyStart.copy(this._dollyEnd),this.zoomToCursor&&(this._performCursorZoom=!0,this._dollyDirection.set(this._mouse.x,this._mouse.y,1).unproject(this.object).sub(this.object.position).normalize()),this.update()}_handleMouseMovePan(e){this._panEnd.set(e.clientX,e.clientY),this._panDelta.subVectors(this._panEnd,this._panStart).multiplyScalar(this.panSpeed),this._pan(this._panDelta.x,this._panDelta.y),this._panStart.copy(this._panEnd),this.update()}_handleMouseWheel(e){this._updateZoomParameters(e.clientX,e.clientY),e.deltaY<0?this._dollyIn(this._getZoomScale(e.deltaY)):e.deltaY>0&&this._dollyOut(this._getZoomScale(e.deltaY)),this.update()}_handleKeyDown(e){let t=!1;switch(e.code){case this.keys.UP:e.ctrlKey||e.metaKey||e.shiftKey?this.enableRotate&&this._rotateUp(an*this.keyRotateSpeed/this.domElement.clientHeight):this.enablePan&&this._pan(0,this.keyPanSpeed),t=!0;break;case this.keys.BOTTOM:e.ctrlKey||e.metaKey||e.shiftKey?this.enableRotate&&this._rotateUp(-an*this.keyRotateSpeed/this.domElement.clientHeight):this.enablePan&&this._pan(0,-this.keyPanSpeed),t=!0;break;case this.keys.LEFT:e.ctrlKey||e.metaKey||e.shiftKey?this.enableRotate&&this._rotateLeft(an*this.keyRotateSpeed/this.domElement.clientHeight):this.enablePan&&this._pan(this.keyPanSpeed,0),t=!0;break;case this.keys.RIGHT:e.ctrlKey||e.metaKey||e.shiftKey?this.enableRotate&&this._rotateLeft(-an*this.keyRotateSpeed/this.domElement.clientHeight):this.enablePan&&this._pan(-this.keyPanSpeed,0),t=!0;break}t&&(e.preventDefault(),this.update())}_handleTouchStartRotate(e){if(this._pointers.length===1)this._rotateStart.set(e.pageX,e.pageY);else{let t=this._getSecondPointerPosition(e),n=.5*(e.pageX+t.x),s=.5*(e.pageY+t.y);this._rotateStart.set(n,s)}}_handleTouchStartPan(e){if(this._pointers.length===1)this._panStart.set(e.pageX,e.pageY);else{let t=this._getSecondPointerPosition(e),n=.5*(e.pageX+t.x),s=.5*(e.pageY+t.y);this._panStart.set(n,s)}}_handleTouchStartDolly(e){let t=this._getSecondPointerPosition(e),n=e.pageX-t.x,s=e.pageY-t.y,r=Math.sqrt(n*n+s*s);this._dollyStart.set(0,r)}_handleTouchStartDollyPan(e){this.enableZoom&&this._handleTouchStartDolly(e),this.enablePan&&this._handleTouchStartPan(e)}_handleTouchStartDollyRotate(e){this.enableZoom&&this._handleTouchStartDolly(e),this.enableRotate&&this._handleTouchStartRotate(e)}_handleTouchMoveRotate(e){if(this._pointers.length==1)this._rotateEnd.set(e.pageX,e.pageY);else{let n=this._getSecondPointerPosition(e),s=.5*(e.pageX+n.x),r=.5*(e.pageY+n.y);this._rotateEnd.set(s,r)}this._rotateDelta.subVectors(this._rotateEnd,this._rotateStart).multiplyScalar(this.rotateSpeed);let t=this.domElement;this._rotateLeft(an*this._rotateDelta.x/t.clientHeight),this._rotateUp(an*this._rotateDelta.y/t.clientHeight),this._rotateStart.copy(this._rotateEnd)}_handleTouchMovePan(e){if(this._pointers.length===1)this._panEnd.set(e.pageX,e.pageY);else{let t=this._getSecondPointerPosition(e),n=.5*(e.pageX+t.x),s=.5*(e.pageY+t.y);this._panEnd.set(n,s)}this._panDelta.subVectors(this._panEnd,this._panStart).multiplyScalar(this.panSpeed),this._pan(this._panDelta.x,this._panDelta.y),this._panStart.copy(this._panEnd)}_handleTouchMoveDolly(e){let t=this._getSecondPointerPosition(e),n=e.pageX-t.x,s=e.pageY-t.y,r=Math.sqrt(n*n+s*s);this._dollyEnd.set(0,r),this._dollyDelta.set(0,Math.pow(this._dollyEnd.y/this._dollyStart.y,this.zoomSpeed)),this._dollyOut(this._dollyDelta.y),this._dollyStart.copy(this._dollyEnd);let o=(e.pageX+t.x)*.5,a=(e.pageY+t.y)*.5;this._updateZoomParameters(o,a)}_handleTouchMoveDollyPan(e){this.enableZoom&&this._handleTouchMoveDolly(e),this.enablePan&&this._handleTouchMovePan(e)}_handleTouchMoveDollyRotate(e){this.enableZoom&&this._handleTouchMoveDolly(e),this.enableRotate&&this._handleTouchMoveRotate(e)}_addPointer(e){this._pointers.push(e.pointerId)}_removePointer(e){delete this._pointerPositions[e.pointerId];for(let t=0;t<this._pointers.length;t++)if(this._pointers[t]==e.pointerId){this._pointers.splice(t,1);return}}_isTrackingPointer(e){for(let t=0;t<this._pointers.length;t++)if(this._pointers[t]==e.pointerId)return!0;return!1}_trackPointer(e){let t=this._pointerPositions[e.pointerId];t===void 0&&(t=new Ie,this._pointerPositions[e.pointerId]=t),t.set(e.pageX,e.pageY)}_getSecondPointerPosition(e){let t=e.pointerId===this._pointers[0]?this._pointers[1]:this._pointers[0];return this._pointerPositions[t]}_customWheelEvent(e){let t=e.deltaMode,n={clientX:e.clientX,clientY:e.clientY,deltaY:e.deltaY};switch(t){case 1:n.deltaY*=16;break;case 2:n.deltaY*=100;break}return e.ctrlKey&&!this._controlActive&&(n.deltaY*=10),n}};function pw(i){this.enabled!==!1&&(this._pointers.length===0&&(this.domElement.setPointerCapture(i.pointerId),this.domElement.ownerDocument.addEventListener("pointermove",this._onPointerMove),this.domElement.ownerDocument.addEventListener("pointerup",this._onPointerUp)),!this._isTrackingPointer(i)&&(this._addPointer(i),i.pointerType==="touch"?this._onTouchStart(i):this._onMouseDown(i),this._cursorStyle==="grab"&&(this.domElement.style.cursor="grabbing")))}function fw(i){this.enabled!==!1&&(i.pointerType==="touch"?this._onTouchMove(i):this._onMouseMove(i))}function mw(i){switch(this._removePointer(i),this._pointers.length){case 0:this.domElement.releasePointerCapture(i.pointerId),this.domElement.ownerDocument.removeEventListener("pointermove",this._onPointerMove),this.domElement.ownerDocument.removeEventListener("pointerup",this._onPointerUp),this.dispatchEvent($f),this.state=Qe.NONE,this._cursorStyle==="grab"&&(this.domElement.style.cursor="grab");break;case 1:let e=this._pointers[0],t=this._pointerPositions[e];this._onTouchStart({pointerId:e,pageX:t.x,pageY:t.y});break}}function gw(i){let e;switch(i.button){case 0:e=this.mouseButtons.LEFT;break;case 1:e=this.mouseButtons.MIDDLE;break;case 2:e=this.mouseButtons.RIGHT;break;default:e=-1}switch(e){case Ri.DOLLY:if(this.enableZoom===!1)return;this._handleMouseDownDolly(i),this.state=Qe.DOLLY;break;case Ri.ROTATE:if(i.ctrlKey||i.metaKey||i.shiftKey){if(this.enablePan===!1)return;this._handleMouseDownPan(i),this.state=Qe.PAN}else{if(this.enableRotate===!1)return;this._handleMouseDownRotate(i),this.state=Qe.ROTATE}break;case Ri.PAN:if(i.ctrlKey||i.metaKey||i.shiftKey){if(this.enableRotate===!1)return;this._handleMouseDownRotate(i),this.state=Qe.ROTATE}else{if(this.enablePan===!1)return;this._handleMouseDownPan(i),this.state=Qe.PAN}break;default:this.state=Qe.NONE}this.state!==Qe.NONE&&this.dispatchEvent(ru)}function xw(i){switch(this.state){case Qe.ROTATE:if(this.enableRotate===!1)return;this._handleMouseMoveRotate(i);break;case Qe.DOLLY:if(this.enableZoom===!1)return;this._handleMouseMoveDolly(i);break;case Qe.PAN:if(this.enablePan===!1)return;this._handleMouseMovePan(i);break}}function vw(i){this.enabled===!1||this.enableZoom===!1||this.state!==Qe.NONE||(i.preventDefault(),this.dispatchEvent(ru),this._handleMouseWheel(this._customWheelEvent(i)),this.dispatchEvent($f))}function yw(i){this.enabled!==!1&&this._handleKeyDown(i)}function _w(i){switch(this._trackPointer(i),this._pointers.length){case 1:switch(this.touches.ONE){case Pi.ROTATE:if(this.enableRotate===!1){this.state=Qe.NONE;break}this._handleTouchStartRotate(i),this.state=Qe.TOUCH_ROTATE;break;case Pi.PAN:if(this.enablePan===!1){this.state=Qe.NONE;break}this._handleTouchStartPan(i),this.state=Qe.TOUCH_PAN;break;default:this.state=Qe.NONE}break;case 2:switch(this.touches.TWO){case Pi.DOLLY_PAN:if(this.enableZoom===!1&&this.enablePan===!1)return;this._handleTouchStartDollyPan(i),this.state=Qe.TOUCH_DOLLY_PAN;break;case Pi.DOLLY_ROTATE:if(this.enableZoom===!1&&this.enableRotate===!1)return;this._handleTouchStartDollyRotate(i),this.state=Qe.TOUCH_DOLLY_ROTATE;break;default:this.state=Qe.NONE}break;default:this.state=Qe.NONE}this.state!==Qe.NONE&&this.dispatchEvent(ru)}function bw(i){switch(this._trackPointer(i),this.state){case Qe.TOUCH_ROTATE:if(this.enableRotate===!1)return;this._handleTouchMoveRotate(i),this.update();break;case Qe.TOUCH_PAN:if(this.enablePan===!1)return;this._handleTouchMovePan(i),this.update();break;case Qe.TOUCH_DOLLY_PAN:if(this.enableZoom===!1&&this.enablePan===!1)return;this._handleTouchMoveDollyPan(i),this.update();break;case Qe.TOUCH_DOLLY_ROTATE:if(this.enableZoom===!1&&this.enableRotate===!1)return;this._handleTouchMoveDollyRotate(i),this.update();break;default:this.state=Qe.NONE}}function ww(i){this.enabled!==!1&&i.preventDefault()}function Mw(i){i.key==="Control"&&(this._controlActive=!0,this.domElement.ownerDocument.addEventListener("keyup",this._interceptControlUp,{passive:!0,capture:!0}))}function Sw(i){i.key==="Control"&&(this._controlActive=!1,this.domElement.ownerDocument.removeEventListener("keyup",this._interceptControlUp,{passive:!0,capture:!0}))}var Vs={yaw:39,pitch:20,zoom:1},as=new N(0,-.3,0),Ew=1.16,Tl=26,ou=[-35,89],au=[.4,8],Sl=6,lu=1.15,Tw=14,Aw=.1,El=class{constructor(e,t,n){this.moved=t;this.handMoved=n;this.controls=new Ml(this.eye,e),this.controls.target.copy(as),this.controls.enablePan=!1,this.controls.enableDamping=!0,this.controls.dampingFactor=.11,this.controls.rotateSpeed=.75,this.controls.minPolarAngle=fn.degToRad(90-ou[1]),this.controls.maxPolarAngle=fn.degToRad(90-ou[0]),this.controls.addEventListener("start",()=>{this.byHand=this.holding=!0,this.moved()}),this.controls.addEventListener("end",()=>{this.holding=!1,this.moved()}),this.controls.addEventListener("change",()=>{this.untold||=this.byHand,this.moved()}),this.place(Vs)}moved;handMoved;eye=new Vt(Tl,1,.5,40);controls;home=cu(1);zoomed=1;holding=!1;byHand=!1;untold=!1;get camera(){let e=new Ci().setFromVector3(this.eye.position.clone().sub(as));return{yaw:fn.radToDeg(e.theta),pitch:90-fn.radToDeg(e.phi),zoom:this.home/e.radius}}set camera({yaw:e,pitch:t,zoom:n}){this.byHand=this.untold=!1,this.place({yaw:e,pitch:t,zoom:n}),this.moved()}fit(e){let t=this.camera;this.eye.aspect=e,this.eye.updateProjectionMatrix(),this.home=cu(e),this.controls.minDistance=this.home/au[1],this.controls.maxDistance=this.home/au[0],this.place({...t,zoom:this.zoomed})}follow(e){e.position.copy(this.eye.position).sub(as).setLength(cu(1)).add(as),e.quaternion.copy(this.eye.quaternion),e.updateMatrixWorld()}step(e,t){if(t&&!this.holding){let{yaw:s,pitch:r}=this.camera;this.place({yaw:s+Tw*Math.min(e,Aw),pitch:r,zoom:this.zoomed})}let n=this.controls.update();return this.zoomed=this.home/this.eye.position.distanceTo(as),this.untold&&this.handMoved(this.camera),this.untold=!1,n||(this.byHand=this.holding),n||t}key(e){if(e.ctrlKey||e.metaKey||e.altKey)return!1;let{yaw:t,pitch:n,zoom:s}=this.camera,o={ArrowLeft:{yaw:t-Sl,pitch:n,zoom:s},ArrowRight:{yaw:t+Sl,pitch:n,zoom:s},ArrowUp:{yaw:t,pitch:n+Sl,zoom:s},ArrowDown:{yaw:t,pitch:n-Sl,zoom:s},"+":{yaw:t,pitch:n,zoom:s*lu},"=":{yaw:t,pitch:n,zoom:s*lu},"-":{yaw:t,pitch:n,zoom:s/lu},0:Vs}[e.key];return o?(this.camera=o,this.handMoved(this.camera),!0):!1}dispose(){this.controls.dispose()}place({yaw:e,pitch:t,zoom:n}){this.zoomed=fn.clamp(n,...au),this.controls.enableDamping=!1,this.controls.update();let s=fn.degToRad(90-fn.clamp(t,...ou));this.eye.position.setFromSphericalCoords(this.home/this.zoomed,s,fn.degToRad(e)).add(as),this.eye.lookAt(as),this.controls.update(),this.controls.enableDamping=!0}};function cu(i){return Ew/Math.tan(fn.degToRad(Tl/2))/Math.min(1,i)+.2}function D(i,e={},...t){let n=document.createElement(i);e.class&&(n.className=e.class),e.text!==void 0&&(n.textContent=e.text),e.title!==void 0&&(n.title=e.title);for(let[s,r]of Object.entries(e.attributes??{}))n.setAttribute(s,r);return n.append(...t.filter(s=>s!==null)),n}function it(i,e,t,n=""){let s=D("button",{class:`nx-button ${n}`.trim(),text:i,title:e,attributes:{type:"button"}});return s.addEventListener("click",t),s}function vt(i,e,t,n=""){let s=D("button",{class:"nx-icon-button",title:n?`${e} (${n})`:e,attributes:{type:"button","aria-label":e}});return s.append(i),s.addEventListener("click",t),s}function Ii(i,e){ct(i,"aria-pressed",String(e))}function De(i,e){i.textContent!==e&&(i.textContent=e)}function ct(i,e,t){i.getAttribute(e)!==t&&i.setAttribute(e,t)}function Ke(i,e){i.hidden!==e&&(i.hidden=e)}var Cw="http://www.w3.org/2000/svg";function kt(i,e={},...t){let n=document.createElementNS(Cw,i);for(let[s,r]of Object.entries(e))n.setAttribute(s,r);return n.append(...t),n}function Xr(i,e){let t=URL.createObjectURL(e);D("a",{attributes:{href:t,download:i}}).click(),setTimeout(()=>URL.revokeObjectURL(t),1e4)}function qf(i){return i instanceof HTMLElement?i.isContentEditable||i instanceof HTMLSelectElement||i instanceof HTMLTextAreaElement?!0:i instanceof HTMLInputElement&&!["checkbox","button"].includes(i.type):!1}function ln(i){return i.toFixed(1)}function Al(i,e){let t=e?.archs[i.arch];return[`Accuracy ${ln(i.accuracy)} percent of ${i.count.toLocaleString("en")} test images`,i.input===null?"":`input network ${ln(i.input)}`,`teacher ${ln(i.teacher)}`,t??""].filter(Boolean).join(", ")}function Yf(i,e){let t=i.recall.length,n=-1;return i.confusion.forEach((s,r)=>{Math.floor(r/t)!==r%t&&s>(n<0?0:i.confusion[n])&&(n=r)}),n<0?"":`${e[Math.floor(n/t)]??n} taken for ${e[n%t]??""}: ${i.confusion[n]}`}function Cl(i,e){return i.map((t,n)=>{let s=Math.floor(n/e)*e,r=0;for(let o=s;o<s+e;o+=1)r+=i[o];return r>0?Math.sqrt(t/r):0})}var Rw=12,Pw="Nothing has been decoded yet.",$r=class{root;frame=null;title=D("div",{class:"nx-judge-title"});big=D("div",{class:"nx-judge-big"});others=D("dl",{class:"nx-judge-others"});arch=D("div",{class:"nx-judge-arch"});bars=D("div",{class:"nx-judge-bars",attributes:{"aria-hidden":"true"}});matrix=D("div",{class:"nx-judge-matrix",attributes:{role:"img"}});images=D("div",{class:"nx-judge-images",attributes:{role:"list","aria-label":"Test images"}});caption=D("p",{class:"nx-judge-caption nx-faint"});empty=D("p",{class:"nx-judge-empty nx-faint",text:Pw});body;values;classifiers=null;cells=[];recalls=[];precisions=[];shares=[];tiles;constructor(){this.values={input:D("dd"),teacher:D("dd"),count:D("dd")};let e=[["input network",this.values.input],["teacher",this.values.teacher],["test images",this.values.count]];for(let[t,n]of e)this.others.append(D("div",{},D("dt",{text:t}),n));this.tiles=Array.from({length:Rw},()=>new hu),this.images.append(...this.tiles.map(t=>t.root)),this.body=D("div",{class:"nx-judge-body"},D("div",{class:"nx-judge-head"},this.big,this.others,D("div",{class:"nx-judge-form"},this.arch,this.bars)),this.matrix,this.caption,this.images),this.root=D("section",{class:"nx-judge-card"},this.title,this.body,this.empty),Ke(this.body,!0)}setTitle(e){De(this.title,e),Ke(this.title,e==="")}setClassifiers(e){this.classifiers=e;let t=e?.classes??[];this.matrix.style.setProperty("--nx-classes",String(t.length)),this.matrix.replaceChildren(),this.cells=[],this.recalls=[],this.precisions=[];for(let[r,o]of t.entries()){this.matrix.append(D("span",{class:"nx-judge-class",text:o,title:o}));for(let c of t){let h=D("span",{class:r===t.indexOf(c)?"nx-judge-cell nx-diagonal":"nx-judge-cell"});this.cells.push(h),this.matrix.append(h)}let a=D("span",{class:"nx-judge-share",title:`Recall of ${o}`}),l=D("span",{class:"nx-judge-share nx-judge-precision",title:`Precision of ${o}`});this.recalls.push(a),this.precisions.push(l),this.matrix.append(a,l)}let n=[D("span",{class:"nx-judge-foot",text:"true ↓  predicted →"})];for(let r of t)n.push(D("span",{class:"nx-judge-column",text:Lw(r),title:r}));n.push(D("span",{class:"nx-judge-foot nx-judge-foot-recall",text:"recall"}),D("span",{class:"nx-judge-foot nx-judge-precision",text:"precision"})),this.matrix.append(...n);let s=e?.archs??[];this.shares=s.length>1?s.map(()=>[D("i"),D("b")]):[],this.bars.replaceChildren(...this.shares.map(([r,o],a)=>D("div",{},D("span",{text:s[a]??""}),D("em",{},r),o))),this.draw()}show(e){this.frame=e,this.draw()}draw(){let e=this.frame?.judged??null;Ke(this.body,e===null),Ke(this.empty,e!==null),e&&this.classifiers&&this.fill(e,this.classifiers)}fill(e,t){De(this.big,`${ln(e.accuracy)} %`),De(this.values.input,e.input===null?"–":`${ln(e.input)} %`),De(this.values.teacher,`${ln(e.teacher)} %`),De(this.values.count,e.count.toLocaleString("en")),De(this.arch,`${t.archs[e.arch]??""} · ${e.parameters.toLocaleString("en")} parameters`);for(let[o,[a,l]]of this.shares.entries()){let c=e.shares[o]??0;a.style.width=`${(100*c).toFixed(1)}%`,De(l,c.toFixed(2))}let{classes:n}=t;for(let[o,a]of Cl(e.confusion,n.length).entries()){let l=this.cells[o];if(!l)continue;let c=e.confusion[o]??0;l.style.setProperty("--nx-shade",a.toFixed(3)),De(l,c>0?String(c):""),l.classList.toggle("nx-strong",a>.55);let[h,u]=[Math.floor(o/n.length),o%n.length];ct(l,"title",`${n[h]} taken for ${n[u]}: ${c}`)}for(let[o,a]of this.recalls.entries())De(a,Kf(e.recall[o]));for(let[o,a]of this.precisions.entries())De(a,Kf(e.precision[o]));let s=Yf(e,n);ct(this.matrix,"aria-label",`Confusion matrix. ${Al(e,t)}. Most frequent: ${s||"none"}`);let r=e.input===null?"the teacher":"its input network";De(this.caption,`Where it and ${r} disagree, then its errors, then its doubts`);for(let[o,a]of this.tiles.entries())a.show(e.samples[o]??null,e,n,r)}},hu=class{root;canvas=D("canvas");mark=D("span",{class:"nx-judge-mark",attributes:{"aria-hidden":"true"}});predicted=D("span",{class:"nx-judge-predicted"});truth=D("span",{class:"nx-judge-truth nx-faint"});image=-1;constructor(){this.root=D("figure",{class:"nx-judge-image",attributes:{role:"listitem"}},this.canvas,this.mark,D("figcaption",{},this.predicted,this.truth))}show(e,t,n,s){if(Ke(this.root,e===null),!e)return;(this.image!==e.image||this.canvas.width!==t.size)&&this.paint(e,t),this.image=e.image;let r=e.predicted===e.label,[o,a,l]=[e.predicted,e.label,e.reference].map(c=>n[c]??String(c));this.root.dataset.right=String(r),De(this.mark,r?"✓":"✗"),De(this.predicted,`${o} ${Math.round(100*e.confidence)}%`),De(this.truth,r?"right":`is ${a}`),ct(this.root,"title",`Predicted ${o} at ${Math.round(100*e.confidence)} %; it is ${a}; ${s} says ${l}`)}paint(e,{channels:t,size:n}){this.canvas.width=n,this.canvas.height=n;let s=this.canvas.getContext("2d");if(!s)return;let r=s.createImageData(n,n),o=n*n;for(let a=0;a<o;a+=1){for(let l=0;l<3;l+=1)r.data[4*a+l]=e.pixels[(t===3?l*o:0)+a]??0;r.data[4*a+3]=255}s.putImageData(r,0,0)}};function Lw(i){return i.slice(0,3).trimEnd()}function Kf(i){return i===void 0?"":i.toFixed(2).replace(/^0/,"")}var Iw={cell:44,label:128,head:92,edge:20},Rl=class{element=document.createElement("div");cards=[new $r,new $r];current={wireframe:!1,section:null,turntable:!1,insets:!1,shadow:!1,compare:!1};classifiers=null;theme=null;asked=0;drawn=0;wanted=[null,null];constructor(e){this.element.className="nx-judge",this.element.append(...this.cards.map(t=>t.root)),e.append(this.element),this.arrange()}get options(){return this.current}get animation(){return{frames:this.drawn,late:0}}get camera(){return Vs}set camera(e){}shown(e){return this.cards[e].frame}show(e,t){this.wanted[e]!==t&&(this.wanted[e]=t,this.asked===0&&(this.asked=requestAnimationFrame(()=>this.draw())))}showEnds(){}setTitles(e,t){this.cards[0].setTitle(this.current.compare?e:""),this.cards[1].setTitle(t)}setOptions(e){this.current={...this.current,...e},this.arrange()}setClassifiers(e){this.classifiers=e;for(let t of this.cards)t.setClassifiers(e)}setTheme(e){this.theme=e}reset(){}resize(){}async picture(){let e=document.createElement("canvas");this.paint(e);let t=await new Promise(n=>e.toBlob(n,"image/png"));if(!t)throw new Error("The browser could not make a picture of the view.");return t}dispose(){cancelAnimationFrame(this.asked),this.element.remove()}draw(){this.asked=0,this.drawn+=1;for(let[e,t]of this.cards.entries())t.frame!==this.wanted[e]&&t.show(this.wanted[e]??null)}arrange(){this.element.classList.toggle("nx-judge-two",this.current.compare),this.cards[1].root.hidden=!this.current.compare}paint(e){let t=this.cards[0].frame?.judged,{classifiers:n,theme:s}=this;if(!t||!n||!s)throw new Error("Nothing is shown yet.");let{cell:r,label:o,head:a,edge:l}=Iw,c=n.classes.length*r;e.width=o+c+2*l,e.height=a+c+2*l;let h=e.getContext("2d");if(!h)throw new Error("The browser draws no pictures.");h.fillStyle=s.paper,h.fillRect(0,0,e.width,e.height),h.fillStyle=s.ink,h.font=`650 40px ${s.font}`,h.fillText(`${ln(t.accuracy)} %`,l,l+38),h.font=`16px ${s.font}`,h.fillStyle=s.faint,h.fillText(`${n.archs[t.arch]??""}, ${t.count.toLocaleString("en")} test images`,l,l+66);for(let[u,d]of Cl(t.confusion,n.classes.length).entries()){let[p,g]=[Math.floor(u/n.classes.length),u%n.classes.length],[_,m]=[l+o+g*r,l+a+p*r];h.globalAlpha=.06+.94*d,h.fillStyle=s.primary,h.fillRect(_+1,m+1,r-2,r-2),h.globalAlpha=1,h.fillStyle=d>.55?"#ffffff":s.ink;let f=t.confusion[u]??0;f>0&&h.fillText(String(f),_+8,m+r/2+6)}h.fillStyle=s.ink;for(let[u,d]of n.classes.entries())h.fillText(d.slice(0,14),l,l+a+u*r+r/2+6)}};var uu=.03958333333333333,Dw=12e3,jf=.1,Nw=.45,Fw=.35;function du({positions:i}){let[e,t]=[{x:65535,y:65535,z:65535},{x:0,y:0,z:0}];for(let s=0;s<i.length;s+=3){let[r,o,a]=[i[s],i[s+1],i[s+2]];r<e.x&&(e.x=r),r>t.x&&(t.x=r),o<e.y&&(e.y=o),o>t.y&&(t.y=o),a<e.z&&(e.z=a),a>t.z&&(t.z=a)}let n=({x:s,y:r,z:o})=>({x:s/32767.5-1,y:r/32767.5-1,z:o/32767.5-1});return[n(e),n(t)]}var Pl=class{values=new Uint8Array(9216);touch=new Float32Array(9216);above=new Float32Array(9216);sharp=new Float32Array(9216);soft=new Float32Array(9216);scratch=new Float32Array(9216);clear(){this.values.fill(0)}draw(e,t,n){for(let s of[this.touch,this.above,this.sharp,this.soft])s.fill(0);this.scatter(e.positions,t,n),this.blur(this.touch,1,1),this.blur(this.above,5,3),this.blur(this.sharp,1,2),this.blur(this.soft,2,3);for(let s=0;s<9216;s+=1){let r=n.contact*(1-Math.exp(-.5*(this.touch[s]+this.above[s]))),o=n.shadow*(1-Math.exp(-.9*(this.sharp[s]+this.soft[s])));this.values[s]=255*(1-(1-r)*(1-o))}}scatter(e,t,{floor:n,cut:s,slant:r}){let o=3*Math.max(1,Math.ceil(e.length/3/Dw)),a=(2/t/uu)**2*o/3;for(let l=0;l<e.length;l+=o){let c=e[l]/32767.5-1;if(c>s)continue;let h=e[l+1]/32767.5-1-n,u=e[l+2]/32767.5-1,d=Zf(c,u);h<jf&&(this.touch[d]=this.touch[d]+a*(1-h/jf)),this.above[d]=this.above[d]+a*Math.exp(-h/Nw);let p=Zf(c+r.x*h,u+r.z*h),g=h<Fw?this.sharp:this.soft;g[p]=g[p]+a}}blur(e,t,n){for(let s=0;s<n;s+=1)Jf(e,this.scratch,t),Jf(this.scratch,e,t)}};function Zf(i,e){let t=Math.min(Math.max(Math.floor((i+1.9)/uu),0),95);return Math.min(Math.max(Math.floor((e+1.9)/uu),0),95)*96+t}function Jf(i,e,t){let n=1/(2*t+1);for(let s=0;s<96;s+=1){let r=s*96,o=0;for(let a=0;a<t;a+=1)o+=i[r+a];for(let a=0;a<96;a+=1)a+t<96&&(o+=i[r+a+t]),a>t&&(o-=i[r+a-t-1]),e[a*96+s]=o*n}}var pu=3.4,Il=class extends nn{values={base:{value:new Ee},cutColour:{value:new Ee},hatchColour:{value:new Ee},sky:{value:new Ee},ground:{value:new Ee},key:{value:new Ee},fill:{value:new Ee},rim:{value:new Ee},sheen:{value:0},toKey:{value:new N},toRim:{value:new N},section:{value:2},shadowMap:{value:null},shadowMatrix:{value:new at},shadowBlur:{value:0}};constructor(){super({vertexShader:Uw,fragmentShader:kw,polygonOffset:!0,polygonOffsetFactor:1}),this.polygonOffsetUnits=1,this.uniforms=this.values}setColours(e,t,n,{sheen:s,...r}){this.values.base.value.copy(e),this.values.cutColour.value.copy(t),this.values.hatchColour.value.copy(n),this.values.sheen.value=s;for(let o of["sky","ground","key","fill","rim"])this.values[o].value.copy(r[o])}setDirections(e,t){this.values.toKey.value.copy(e),this.values.toRim.value.copy(t)}setShadow(e,t,n){this.values.shadowMap.value=e,this.values.shadowMatrix.value.copy(t),this.values.shadowBlur.value=n,Ll(this,"SHADOW",e!==null)}setDraft(e){Ll(this,"DRAFT",e)}setSection(e){this.values.section.value=e?.constant??2,this.clippingPlanes=e?[e]:[],this.clipShadows=e!==null,this.side=e?wn:zn,Ll(this,"SECTION",e!==null)}},em=`
uniform vec3 base;
uniform vec3 sky;
uniform vec3 ground;
uniform vec3 key;
uniform vec3 fill;
uniform vec3 rim;
uniform float sheen;
uniform vec3 toKey;
uniform vec3 toRim;

#ifdef SHADOW
uniform highp sampler2DShadow shadowMap;
uniform float shadowBlur;

/** Share of the key light that arrives: four places around, each a mean of four itself. */
float arriving( vec4 place ) {
  float depth = place.z - 0.0008;
  vec2 wide = vec2( shadowBlur, 0.42 * shadowBlur );
  return 0.25 * (
    texture( shadowMap, vec3( place.xy + vec2( wide.x, wide.y ), depth ) ) +
    texture( shadowMap, vec3( place.xy + vec2( - wide.y, wide.x ), depth ) ) +
    texture( shadowMap, vec3( place.xy - vec2( wide.x, wide.y ), depth ) ) +
    texture( shadowMap, vec3( place.xy + vec2( wide.y, - wide.x ), depth ) ) );
}
#else
float arriving( vec4 place ) { return 1.0; }
#endif

/** Of one light: what the surface scatters, and what it mirrors. */
vec3 lit( vec3 light, vec3 to, vec3 normal, vec3 toEye ) {
  float facing = max( dot( normal, to ), 0.0 );
  float mirrored = pow( max( dot( normal, normalize( to + toEye ) ), 0.0 ), 26.0 );
  return light * facing * ( base + sheen * mirrored );
}

vec3 shaded( vec3 normal, vec3 toEye, vec4 shadowPlace ) {
  vec3 ambient = mix( ground, sky, 0.5 + 0.5 * normal.y ) + fill * max( dot( normal, toEye ), 0.0 );
  vec3 keyed = lit( key, toKey, normal, toEye );
  float open = keyed.r > 0.0 ? arriving( shadowPlace ) : 0.0;
  vec3 light = base * ambient + keyed * open + lit( rim, toRim, normal, toEye );
  return sRGBTransferOETF( vec4( light, 1.0 ) ).rgb;
}
`,Uw=`
uniform mat4 shadowMatrix;
varying vec3 place;
#ifdef DRAFT
varying vec3 colour;
vec4 sRGBTransferOETF( in vec4 value ) { return vec4( pow( value.rgb, vec3( 0.41666 ) ) * 1.055 - 0.055, value.a ); }
${em}
#else
varying vec3 across;
varying vec4 shadowPlace;
#endif

void main() {
  vec4 world = modelMatrix * vec4( position, 1.0 );
  place = world.xyz;
  gl_Position = projectionMatrix * viewMatrix * world;
  vec4 inShadow = shadowMatrix * vec4( world.xyz + 0.02 * normal, 1.0 );
  #ifdef DRAFT
  colour = shaded( normalize( normal ), normalize( cameraPosition - place ), inShadow );
  #else
  across = normal;
  shadowPlace = inShadow;
  #endif
}
`,kw=`
varying vec3 place;
#ifdef SECTION
uniform float section;
uniform vec3 cutColour;
uniform vec3 hatchColour;
#endif
#ifdef DRAFT
varying vec3 colour;
#else
varying vec3 across;
varying vec4 shadowPlace;
${em}
#endif

void main() {
  #ifdef SECTION
  if ( place.x > section ) discard;
  if ( ! gl_FrontFacing ) {
    vec3 ray = place - cameraPosition;
    vec3 onCut = cameraPosition + ray * ( ( section - cameraPosition.x ) / ray.x );
    float along = ( onCut.y + onCut.z ) * 13.0;
    float width = fwidth( along );
    float line = ( 1.0 - smoothstep( 0.1, 0.1 + width, abs( fract( along ) - 0.5 ) ) ) * clamp( 1.0 - width, 0.0, 1.0 );
    gl_FragColor = sRGBTransferOETF( vec4( mix( cutColour, hatchColour, line ), 1.0 ) );
    return;
  }
  #endif
  #ifdef DRAFT
  gl_FragColor = vec4( colour, 1.0 );
  #else
  gl_FragColor = vec4( shaded( normalize( across ), normalize( cameraPosition - place ), shadowPlace ), 1.0 );
  #endif
}
`;function tm(){return new Si({transparent:!0,depthWrite:!1,opacity:.42})}var Dl=class extends nn{shade=new Pl;texture=new Is(this.shade.values,96,96,Dr,Kt);values={paper:{value:new N},pool:{value:new N},dark:{value:new N},shade:{value:this.texture}};constructor(){super({vertexShader:Bw,fragmentShader:zw}),this.texture.minFilter=this.texture.magFilter=Rt,this.uniforms=this.values}setColours(e,t,n){for(let[s,r]of Object.entries({paper:e,pool:t,dark:n})){let{r:o,g:a,b:l}=r.clone().convertLinearToSRGB();this.values[s].value.set(o,a,l)}}setDraft(e){Ll(this,"DRAFT",e)}shadeChanged(){this.texture.needsUpdate=!0}dispose(){this.texture.dispose(),super.dispose()}},Bw=`
uniform vec3 paper;
uniform vec3 pool;
varying vec2 spot;
varying vec3 colour;
void main() {
  vec4 world = modelMatrix * vec4( position, 1.0 );
  float lit = clamp( 1.08 - dot( world.xz, world.xz ) * ${(1.08/pu**2).toFixed(4)}, 0.0, 1.0 );
  colour = mix( paper, pool, lit * lit );
  spot = world.xz * ${(.5/1.9).toFixed(4)} + 0.5;
  gl_Position = projectionMatrix * viewMatrix * world;
}
`,zw=`
uniform vec3 dark;
uniform sampler2D shade;
varying vec2 spot;
varying vec3 colour;
void main() {
  gl_FragColor = vec4( mix( colour, dark, texture2D( shade, spot ).r ), 1.0 );
  #ifndef DRAFT
  float noise = fract( 52.98 * fract( dot( gl_FragCoord.xy, vec2( 0.0671, 0.00584 ) ) ) );
  gl_FragColor.rgb += ( noise - 0.5 ) / 255.0;
  #endif
}
`;function Ll(i,e,t){e in i.defines!==t&&(t?i.defines[e]="":delete i.defines[e],i.needsUpdate=!0)}var sm=1.4,qr=4,Yr=class{geometry=Nl();edges=Nl();mesh=null;edgesOf=null;get empty(){return!this.mesh||this.mesh.indices.length===0}set(e){if(this.mesh=e,!e||e.indices.length===0){this.geometry.setDrawRange(0,0),this.edges.setDrawRange(0,0);return}let t=e.positions.length/3;Vw(this.geometry,"position")<t&&this.grow(t),nm(fu(this.geometry,"position"),e.positions),nm(fu(this.geometry,"normal"),e.normals),im(this.geometry,e.indices,e.indices.length)}drawEdges(){if(!this.mesh||this.edgesOf===this.mesh)return;this.edgesOf=this.mesh;let e=Hw(this.mesh.indices);im(this.edges,e,e.length)}dispose(){this.geometry.dispose(),this.edges.dispose()}grow(e){let t=qr*Math.ceil(e*sm);this.dispose(),this.edgesOf=null;let n=new Zi(new Uint16Array(t),qr,!0).setUsage(zr),s=new vr(new Int8Array(t),qr,!0).setUsage(zr),r=this.geometry.index;this.geometry=Nl().setAttribute("position",n).setAttribute("normal",s).setIndex(r),this.edges=Nl().setAttribute("position",n)}};function Hw(i){let e=new Uint32Array(2*i.length),t=0;for(let n=0;n<i.length;n+=3)for(let s=0;s<3;s+=1){let r=i[n+s],o=i[n+(s+1)%3];r>o||(e[t]=r,e[t+1]=o,t+=2)}return e.subarray(0,t)}function Nl(){let i=new on;return i.boundingSphere=new si(new N(.5,.5,.5),1),i.setDrawRange(0,0),i}function fu(i,e){return i.getAttribute(e)}function Vw(i,e){return i.hasAttribute(e)?fu(i,e).count:0}function nm(i,e){let{array:t}=i;for(let n=0,s=0;n<e.length;n+=3,s+=qr)t[s]=e[n],t[s+1]=e[n+1],t[s+2]=e[n+2];rm(i,e.length/3*qr)}function im(i,e,t){if(!i.index||i.index.count<t){let s=new Uint32Array(Math.ceil(t*sm));i.dispose(),i.setIndex(new Ji(s,1).setUsage(zr))}let n=i.index;n.array.set(e),rm(n,t),i.setDrawRange(0,t)}function rm(i,e){i.clearUpdateRanges(),i.addUpdateRange(0,e),i.needsUpdate=!0}var Gs=new N(-.3,.84,.6).normalize(),om=4,am=1.6,Gw=.0026,Ww={x:-Gs.x/Gs.y,z:-Gs.z/Gs.y},Xw=new N(.75,.45,-1),$w=-.87,mu=.08,qw=4e4,lm={light:{sky:.41,ground:["#9c9186",.41],key:.65,fill:.1,rim:.11,sheen:.075,contact:.46,shadow:.27,pool:["#b4bcc8",.26],dark:"#2a303a"},dark:{sky:.27,ground:["#7d736b",.27],key:.7,fill:.08,rim:.29,sheen:.085,contact:.85,shadow:.6,pool:["#8fa3bd",.15],dark:"#000000"}},Yw="#fff3e2",Kw="#cfe0ff",ls=class{constructor(e,t){this.second=t;for(let n of[this.shape,this.lines])n.scale.setScalar(2),n.position.setScalar(-1),n.frustumCulled=!1,n.matrixAutoUpdate=!1,n.updateMatrix();this.shape.castShadow=!0,this.shape.onBeforeRender=()=>{let{shadow:n}=this.key;this.material.setShadow(this.key.castShadow?n.map?.depthTexture??null:null,n.matrix,Gw)},this.floor.rotation.x=-Math.PI/2,this.floor.renderOrder=1,this.lines.visible=this.cutFrame.visible=!1,this.setUpKey(e),this.scene.add(this.key,this.key.target,this.shape,this.floor,this.lines,this.cutFrame)}second;scene=new ji;surface=new Yr;spare=new Yr;spareFits=!1;material=new Il;lineMaterial=tm();floorMaterial=new Dl;shape=new tn(this.surface.geometry,this.material);lines=new _r(this.surface.edges,this.lineMaterial);floor=new tn(new Tr(0,pu,64,12),this.floorMaterial);key=new Rr;cutFrame=new br(Zw(),new Si({transparent:!0,opacity:.55}));plane=new Qt(new N(-1,0,0),0);next=null;current=null;look={wireframe:!1,section:null,shadow:!0};strengths={contact:0,shadow:0};shadeNeeded=!0;shadowNeeded=!0;shadowAge=0;get frame(){return this.current}get wanted(){return this.next}get empty(){return this.next!==null&&this.next.mesh.indices.length===0}show(e){this.next=e}setLook(e){let{section:t}=e;this.look=e,this.plane.constant=t??0;let n=t===null?null:this.plane;this.material.setSection(n),this.lineMaterial.clippingPlanes=n?[n]:[],this.cutFrame.visible=t!==null,this.key.castShadow=e.shadow,this.showLines(),this.shadeNeeded=!0,this.shadowNeeded=!0}setTheme(e){let t=e.dark?lm.dark:lm.light,n=new Ee(e.paper),s=new Ee(this.second?e.otherMaterial:e.material),r=s.clone().lerp(new Ee("#ffffff"),e.dark?.15:.3);this.material.setColours(s,r,s.clone().multiplyScalar(.42),{sky:new Ee("#ffffff").multiplyScalar(t.sky),ground:new Ee(t.ground[0]).multiplyScalar(t.ground[1]),key:new Ee(Yw).multiplyScalar(t.key),fill:new Ee("#ffffff").multiplyScalar(t.fill),rim:new Ee(Kw).multiplyScalar(t.rim),sheen:t.sheen}),this.lineMaterial.color.set(e.dark?e.paper:e.ink),this.cutFrame.material.color.set(e.primary),this.floorMaterial.setColours(n,n.clone().lerp(new Ee(t.pool[0]),t.pool[1]),new Ee(t.dark)),this.strengths={contact:t.contact,shadow:t.shadow},this.shadeNeeded=!0}prepare(e,t,n){this.next!==this.current&&this.take(this.next);let s=t&&this.spareFits?this.spare:this.surface;this.lines.visible&&s.drawEdges(),this.shape.geometry=s.geometry,this.lines.geometry=s.edges,this.material.setDraft(t),this.floorMaterial.setDraft(t),this.material.setDirections(Gs,Xw.clone().transformDirection(e.matrixWorld)),this.shadeNeeded&&this.shadeFloor(),this.shadowAge+=1,!(!this.shadowNeeded||this.shadowAge<=n)&&(this.key.shadow.needsUpdate=!0,this.shadowNeeded=!1,this.shadowAge=0)}dispose(){this.surface.dispose(),this.spare.dispose(),this.material.dispose(),this.lineMaterial.dispose(),this.floorMaterial.dispose(),this.floor.geometry.dispose(),this.cutFrame.geometry.dispose(),this.cutFrame.material.dispose(),this.key.dispose(),this.key.shadow.map?.depthTexture?.dispose()}take(e){let t=this.current;this.current=e;let n=t&&e&&cm(e)&&jw(t,e);n&&!cm(t)?([this.spare,this.surface]=[this.surface,this.spare],this.spareFits=!0):n||(this.spareFits=!1),this.surface.set(e?.mesh??null),this.shape.visible=!this.surface.empty,this.showLines(),this.shadeNeeded=!0,this.shadowNeeded=!0}setUpKey(e){let{shadow:t}=this.key;t.mapSize.set(e,e),t.autoUpdate=!1;let{camera:n}=t;n.left=n.bottom=-am,n.right=n.top=am,n.near=1,n.far=2*om,this.key.position.copy(Gs).setLength(om),this.key.castShadow=!0,this.key.target.position.set(0,-.35,0),this.key.position.add(this.key.target.position)}showLines(){this.lines.visible=this.look.wireframe&&!this.surface.empty}frameCut(e){let[t,n]=du(e),{position:s,scale:r}=this.cutFrame;s.set(this.look.section??0,(t.y+n.y)/2,(t.z+n.z)/2),r.set(1,n.y-t.y,n.z-t.z+2*mu),r.y+=mu,s.y+=mu/2}shadeFloor(){this.shadeNeeded=!1;let e=this.current?.mesh,t=e&&e.indices.length>0?du(e)[0].y:null;this.floor.position.y=(t??$w)-.002,e&&this.look.section!==null&&this.frameCut(e);let{shade:n}=this.floorMaterial;e&&t!==null&&this.look.shadow?n.draw(e,this.current.resolution,{floor:t,cut:this.look.section??1,slant:Ww,...this.strengths}):n.clear(),this.floorMaterial.shadeChanged()}};function cm({mesh:i}){return i.indices.length>3*qw}function jw(i,e){return JSON.stringify(i.place)===JSON.stringify(e.place)}function Zw(){let i=[0,-.5,-.5,0,.5,-.5,0,.5,.5,0,-.5,.5];return new on().setAttribute("position",new Ct(i,3))}var Jw=256,Qw=64,eM=10,tM=new ts(0,1,1,0,-1,1),Kr=class{stage=new ls(Jw,!1);eye=new Vt(Tl,1,.5,40);material=new nn({uniforms:{picture:{value:null},size:{value:1},corner:{value:1}},vertexShader:nM,fragmentShader:iM,transparent:!0,depthTest:!1,depthWrite:!1});scene=new ji;quad=new tn(new es,this.material);picture=null;current=!1;drafted=!1;paper=new Ee;constructor(){this.quad.frustumCulled=!1,this.scene.add(this.quad)}show(e){let{wanted:t}=this.stage;e!==t&&(e&&t&&t.resolution>=Qw&&JSON.stringify(e.place)===JSON.stringify(t.place)||(this.stage.show(e),this.invalidate()))}get right(){return this.current}invalidate(){this.current=!1}setTheme(e){this.paper.set(e.panel),this.stage.setTheme({...e,paper:e.panel}),this.invalidate()}refresh(e,t,n,s){let r=Math.floor(n*e.getPixelRatio());if(this.picture?.image.width!==r&&(this.picture?.dispose(),this.picture=new wr(r,r),this.picture.magFilter=this.picture.minFilter=Rt,this.material.uniforms.picture.value=this.picture,this.current=!1),this.current&&(s||!this.drafted))return;this.current=!0,this.drafted=s,t.follow(this.eye),this.stage.prepare(this.eye,s,0),e.setViewport(0,0,n,n),e.setScissor(0,0,n,n);let o=e.getClearColor(new Ee);e.setClearColor(this.paper),e.clear(),e.setClearColor(o),e.render(this.stage.scene,this.eye),e.copyFramebufferToTexture(this.picture,new Ie(0,0))}draw(e,{x:t,y:n,size:s}){this.material.uniforms.size.value=s,this.material.uniforms.corner.value=eM,e.setViewport(t,n,s,s),e.setScissor(t,n,s,s),e.render(this.scene,tM)}dispose(){this.stage.dispose(),this.picture?.dispose(),this.material.dispose(),this.quad.geometry.dispose()}},nM=`
varying vec2 spot;
void main() {
  spot = uv;
  gl_Position = vec4( position.xy * 2.0, 0.0, 1.0 );
}
`,iM=`
uniform sampler2D picture;
uniform float size;
uniform float corner;
varying vec2 spot;
void main() {
  vec2 inside = abs( spot - 0.5 ) * size - ( 0.5 * size - corner );
  float beyond = length( max( inside, 0.0 ) ) - corner;
  gl_FragColor = vec4( texture2D( picture, spot ).rgb, clamp( 0.5 - beyond, 0.0, 1.0 ) );
}
`;var sM="No surface",rM="This network is positive everywhere. Move on, or choose another.";function Wn(i,...e){let t=document.createElement("div");return t.className=`nx-view-${i}`,t.append(...e),t}var Fl=class{root=Wn("labels");halves=[Wn("half"),Wn("half")];titles=[Wn("title"),Wn("title")];empties;insets=[Wn("inset",Wn("inset-name","A")),Wn("inset",Wn("inset-name","B"))];constructor(){this.empties=this.halves.map((e,t)=>{let n=document.createElement("strong");n.textContent=sM;let s=Wn("empty",n,rM);return s.setAttribute("role","status"),s.hidden=!0,e.append(this.titles[t],s),s}),this.root.append(...this.halves,...this.insets);for(let e of this.insets)e.hidden=!0;this.setCompare(!1)}setTheme(e){let{style:t}=this.root;t.fontFamily=e.font;for(let n of["ink","faint","paper","line"])t.setProperty(`--nx-view-${n}`,e[n])}setTitles(e,t){for(let[n,s]of[e,t].entries())this.titles[n].textContent!==s&&(this.titles[n].textContent=s)}setCompare(e){this.root.classList.toggle("nx-view-compare",e),this.halves[1].hidden=!e}setEmpty(e,t){let n=this.empties[e];n.hidden===t&&(n.hidden=!t)}placeInset(e,t){let n=this.insets[e];n.hidden=t===null,t&&Object.assign(n.style,{left:`${t.x}px`,bottom:`${t.y}px`,width:`${t.size}px`,height:`${t.size}px`})}};var oM=16.666666666666668,aM=.8,lM=24,cM=.25,Ol=class{animation={frames:0,late:0};thrift;last=Number.NEGATIVE_INFINITY;seen=0;late=0;constructor(e){this.thrift=e}tick(e,t){let n=e-this.last;if(this.last=e,!t||!Number.isFinite(n))return 0;let s=n>oM+aM;return this.animation.frames+=1,s&&(this.animation.late+=1),this.judge(s),n}judge(e){this.seen+=1,e&&(this.late+=1),!(this.seen<lM)&&(this.late/this.seen>cM&&this.thrift<2&&(this.thrift=this.thrift+1),this.seen=this.late=0)}};var hm;function gu(){return hm??=hM(),hm}function hM(){let i=document.createElement("canvas").getContext("webgl2");if(!i)return{supported:!1,software:!1};let e=i.getExtension("WEBGL_debug_renderer_info"),t=String(i.getParameter(e?e.UNMASKED_RENDERER_WEBGL:i.RENDERER));return i.getExtension("WEBGL_lose_context")?.loseContext(),{supported:!0,software:/swiftshader|llvmpipe|softpipe|software|basic render/i.test(t)}}var uM={card:1024,software:512},dM=160,dm=2,pM=1.5,fM=2,mM=[dm,1,.8],gM=[0,1,3],Di={share:.19,least:72,most:150,margin:12,room:300},Ws=class{constructor(e,t){this.root=e;this.events=t;let{software:n}=gu(),s=uM[n?"software":"card"];this.stages=[new ls(s,!1),new ls(s,!0)],this.pace=new Ol(n?1:0),this.restRatio=n?pM:Math.min(devicePixelRatio,dm),this.renderer=new yl({canvas:this.canvas,antialias:!n,powerPreference:"high-performance"}),this.renderer.outputColorSpace=Jt,this.renderer.autoClear=!1,this.renderer.shadowMap.enabled=!0,this.renderer.localClippingEnabled=!0,this.renderer.sortObjects=!1,this.renderer.setScissorTest(!0),this.orbit=new El(this.canvas,()=>this.eyeMoved(),r=>this.events.cameraChanged(r)),this.setUpElements(),this.resize()}root;events;element=document.createElement("div");canvas=document.createElement("canvas");labels=new Fl;renderer;orbit;stages;insets=[new Kr,new Kr];pace;restRatio;current={wireframe:!1,section:null,turntable:!1,insets:!0,shadow:!0,compare:!1};paper=new Ee;width=0;height=0;due=!1;running=!1;asked=0;drawnIn=-1;drawnAt=0;disposed=!1;static supported(){return gu().supported}get options(){return this.current}get animation(){return this.pace.animation}get camera(){return this.orbit.camera}set camera(e){this.orbit.camera=e}shown(e){return this.stages[e].frame}show(e,t){this.stages[e].wanted!==t&&(this.stages[e].show(t),this.labels.setEmpty(e,this.stages[e].empty),(e===0||this.current.compare)&&this.invalidate())}showEnds(e,t){for(let[n,s]of[e,t].entries())this.insets[n].show(s);this.placeInsets(),this.insets.every(n=>n.right)||this.invalidate()}setTitles(e,t){this.labels.setTitles(e,t);let n=this.current.compare&&t?`${e}, beside it ${t}`:e;this.canvas.setAttribute("aria-label",`Shape${n?`: ${n}`:""}. Arrow keys turn it, plus and minus zoom, 0 resets.`)}setOptions(e){let t=this.current;this.current={...t,...e};let{compare:n,turntable:s,wireframe:r,section:o,shadow:a}=this.current;if(r!==t.wireframe||o!==t.section||a!==t.shadow)for(let l of this.stages)l.setLook({wireframe:r,section:o,shadow:a});n!==t.compare&&(this.labels.setCompare(n),this.fit()),this.placeInsets(),this.invalidate(),t.turntable&&!s&&queueMicrotask(()=>this.disposed||this.events.cameraChanged(this.camera))}setTheme(e){this.labels.setTheme(e),this.element.style.setProperty("--nx-view-primary",e.primary),this.paper.set(e.paper),this.renderer.setClearColor(this.paper);for(let t of this.stages)t.setTheme(e);for(let t of this.insets)t.setTheme(e);this.invalidate()}setClassifiers(){}reset(){this.orbit.camera=Vs,this.events.cameraChanged(this.camera)}resize(){let{clientWidth:e,clientHeight:t}=this.root;e===0||t===0||this.disposed||(this.width=e,this.height=t,this.fit(),this.placeInsets(),this.invalidate())}async picture(){this.draw(fM,!1,0);let e=await new Promise(t=>this.canvas.toBlob(t,"image/png"));if(this.invalidate(),!e)throw new Error("The browser could not make a picture of the view.");return e}dispose(){this.disposed=!0,cancelAnimationFrame(this.asked),this.orbit.dispose();for(let e of[...this.stages,...this.insets])e.dispose();this.renderer.dispose(),this.renderer.forceContextLoss(),this.element.remove()}setUpElements(){this.element.className="nx-view",this.canvas.className="nx-view-canvas",this.canvas.tabIndex=0,this.canvas.setAttribute("role","application"),this.canvas.setAttribute("aria-roledescription","3-D view"),this.setTitles("",""),this.canvas.addEventListener("keydown",e=>{this.orbit.key(e)&&e.preventDefault()}),this.canvas.addEventListener("webglcontextrestored",()=>{this.renderer.setClearColor(this.paper),this.eyeMoved()}),this.element.append(this.canvas,this.labels.root),this.root.append(this.element)}eyeMoved(){for(let e of this.insets)e.invalidate();this.invalidate()}fit(){this.orbit.fit(this.width/this.height*(this.current.compare?.5:1))}invalidate(){this.disposed||(this.due=!0,this.running||(this.running=!0,this.askFrame(!1)),queueMicrotask(()=>{this.due&&um()!==this.drawnIn&&this.drawMoving()}))}askFrame(e){this.asked=requestAnimationFrame(t=>this.animate(t,e))}animate(e,t){let n=this.pace.tick(e,t),s=this.orbit.step(n/1e3,this.current.turntable);if(this.due&&this.drawMoving(),s||performance.now()-this.drawnAt<dM){this.askFrame(!0);return}this.running=!1,this.pace.thrift>0&&this.draw(this.restRatio,!1,0)}drawMoving(){if(this.disposed)return;this.due=!1,this.drawnIn=um(),this.drawnAt=performance.now();let{thrift:e}=this.pace;this.draw(Math.min(mM[e],this.restRatio),e>0,gM[e])}draw(e,t,n){if(this.width===0)return;this.setSize(e);let s=this.insetBoxes();if(s)for(let[a,l]of this.insets.entries())l.refresh(this.renderer,this.orbit,s[a].size,t);let r=this.current.compare?this.stages:[this.stages[0]],o=this.width/r.length;for(let[a,l]of r.entries())this.renderer.setViewport(a*o,0,o,this.height),this.renderer.setScissor(a*o,0,o,this.height),this.renderer.clear(),l.prepare(this.orbit.eye,t,n),this.renderer.render(l.scene,this.orbit.eye);if(s)for(let[a,l]of this.insets.entries())l.draw(this.renderer,s[a])}setSize(e){let{width:t,height:n}=this.canvas;this.renderer.getPixelRatio()!==e&&this.renderer.setPixelRatio(e),(t!==Math.floor(this.width*e)||n!==Math.floor(this.height*e))&&this.renderer.setSize(this.width,this.height,!1)}insetBoxes(){let[e,t]=this.insets;if(!(this.current.insets&&(e.stage.wanted??t.stage.wanted)!==null)||this.width<Di.room||this.height<Di.room/2)return null;let s=Math.round(Math.min(Math.max(Di.share*Math.min(this.width,1.2*this.height),Di.least),Di.most)),r=Di.margin;return[{x:Di.margin,y:r,size:s},{x:this.width-s-Di.margin,y:r,size:s}]}placeInsets(){let e=this.insetBoxes();this.labels.placeInset(0,e?.[0]??null),this.labels.placeInset(1,e?.[1]??null)}};function um(){return Number(document.timeline.currentTime??0)}var kl=class{constructor(e=12e7){this.limitBytes=e}limitBytes;answers=new Map;ahead=new Map;paths=new Map;held=0;get bytes(){return this.held}count(e){return(this.paths.get(e)??[]).filter(({frame:t})=>t.seq<0).length}add(e){let t=e.seq<0?this.ahead:this.answers,n=Ul(e.place),s=t.get(n);if(s&&s.frame.resolution>e.resolution)return;s&&this.remove(t,n,s);let r={frame:e,size:xM(e)};t.set(n,r),this.held+=r.size,this.enlist(r),this.shrink(r)}exact(e,t=1){let n=Ul(e),[s,r]=[this.answers.get(n),this.ahead.get(n)],o=s&&r?r.frame.resolution>s.frame.resolution?r:s:s??r;if(!(!o||o.frame.resolution<t))return this.touch(o),o.frame}nearest(e,t,n=Number.POSITIVE_INFINITY){let s=this.paths.get(e)??[],r=pm(s,t),o,a=Number.POSITIVE_INFINITY;for(let l of[-1,1])for(let c=l<0?r-1:r;c>=0&&c<s.length;c+=l){let h=s[c],u=Math.abs(fm(h)-t);if(u>a)break;h.frame.resolution>n||((u<a||o&&h.frame.resolution>o.frame.resolution)&&(o=h),a=u)}return o&&this.touch(o),o?.frame}dropPath(e){for(let t of[...this.paths.get(e)??[]])this.remove(this.kindOf(t),Ul(t.frame.place),t)}clear(){this.answers.clear(),this.ahead.clear(),this.paths.clear(),this.held=0}kindOf({frame:e}){return e.seq<0?this.ahead:this.answers}touch(e){let[t,n]=[this.kindOf(e),Ul(e.frame.place)];t.delete(n),t.set(n,e)}enlist(e){let{place:t}=e.frame;if(t.kind!=="path")return;let n=this.paths.get(t.path);n?n.splice(pm(n,t.t),0,e):this.paths.set(t.path,[e])}remove(e,t,n){e.delete(t),this.held-=n.size;let{place:s}=n.frame,r=s.kind==="path"?this.paths.get(s.path):void 0;!r||s.kind!=="path"||(r.splice(r.indexOf(n),1),r.length===0&&this.paths.delete(s.path))}shrink(e){for(let t of[this.answers,this.ahead])for(let[n,s]of t){if(this.held<=this.limitBytes)return;s!==e&&this.remove(t,n,s)}}};function Ul(i){switch(i.kind){case"path":return`path ${i.t.toFixed(6)} ${i.path}`;case"map":return`map ${i.x.toFixed(6)} ${i.y.toFixed(6)}`;case"network":return`network ${i.id}`;case"mean":return`mean ${i.ids.join()}`;case"told":return`told ${i.key}`}}function xM({mesh:i,judged:e}){return(e?e.samples.length*e.channels*e.size**2+8*e.confusion.length:0)+i.positions.byteLength+i.normals.byteLength+i.indices.byteLength+400}function fm({frame:i}){return i.place.kind==="path"?i.place.t:0}function pm(i,e){let[t,n]=[0,i.length];for(;t<n;){let s=t+n>>1;fm(i[s])<e?t=s+1:n=s}return t}var jr=["zoo","straight","raw"];var Bl=[.125,.25,.5,1,2,4],Dn={space:"",shown:"path",id:null,a:null,b:null,via:[],t:.4,path:"zoo",spline:!1,versus:null,colour:"",hidden:[],search:"",selection:[],place:null,window:null,camera:null,wireframe:!1,section:null,turntable:!1,insets:!0,sheet:!1,show:!1,play:!1,speed:1,loop:!1,tour:[]};function zl(i,e=Number.POSITIVE_INFINITY){let t=yu(i.path,jr)??Dn.path,n=yu(i.versus,jr),s=vM(i),r=vu(i.ids,e,1e3),o=yu(i.view,["network","path","place","mean"])??Dn.shown,a=o==="place"&&!s||o==="mean"&&r.length===0;return{space:i.space??"",shown:a?Dn.shown:o,id:xu(i.id,e),a:xu(i.a,e),b:xu(i.b,e),via:vu(i.via,e,22),t:hs(i.t,0,1)??Dn.t,path:t,spline:i.spline==="1",versus:n===t?null:n,colour:i.colour??"",hidden:(i.hide??"").split(",").filter(l=>l!==""),search:i.q??"",selection:r,place:o==="place"?s:null,window:yM(i.map),camera:_M(i.cam),wireframe:i.wire==="1",section:hs(i.section,-1,1),turntable:i.turn==="1",insets:i.insets!=="0",sheet:i.sheet==="1",show:i.show==="1",play:i.play==="1",speed:bu(hs(i.speed,0,1e3)??Dn.speed),loop:i.loop==="1",tour:vu(i.tour,e,200)}}function _u(i){let e={view:i.shown,t:cs(i.t),path:i.path},t=(n,s,r)=>{r&&(e[n]=s)};t("space",i.space,i.space!==""),t("colour",i.colour,i.colour!=="");for(let n of["id","a","b"])t(n,String(i[n]),i[n]!==null);return t("via",i.via.join(","),i.via.length>0),t("spline","1",i.spline),t("versus",i.versus??"",i.versus!==null),t("hide",i.hidden.join(","),i.hidden.length>0),t("q",i.search,i.search!==""),t("ids",i.selection.join(","),i.selection.length>0),i.place&&Object.assign(e,{x:cs(i.place.x),y:cs(i.place.y)}),i.window&&(e.map=[i.window.x,i.window.y,i.window.half].map(cs).join(",")),i.camera&&(e.cam=[i.camera.yaw,i.camera.pitch,i.camera.zoom].map(cs).join(",")),t("wire","1",i.wireframe),t("section",cs(i.section??0),i.section!==null),t("turn","1",i.turntable),t("insets","0",!i.insets),t("sheet","1",i.sheet),t("show","1",i.show),t("play","1",i.play),t("speed",cs(i.speed),i.speed!==Dn.speed),t("loop","1",i.loop),t("tour",i.tour.join(","),i.tour.length>0),e}function St(i){return[i.a,...i.via,i.b].filter(e=>e!==null)}function Zr(i,e){let t=e.slice(0,24),n=t.length>1?t[t.length-1]??null:null;return{...i,a:t[0]??null,via:t.slice(1,-1),b:n}}function mm(i,e){if(i.a===null)return{...i,a:e};if(i.b===null)return{...i,b:e};let t=St(i);return t.length>=24?i:Zr(i,[...t,e])}function bu(i,e=0){let t=s=>Math.abs(Math.log(s/Math.max(i,1e-6))),n=Bl.reduce((s,r,o)=>t(r)<t(Bl[s]??1)?o:s,0);return Bl[Math.min(Math.max(n+e,0),Bl.length-1)]??1}function hs(i,e,t){if(i===void 0||i.trim()==="")return null;let n=Number(i);return Number.isFinite(n)?Math.min(Math.max(n,e),t):null}function xu(i,e){let t=hs(i,0,Math.max(Math.min(e,1e7)-1,0));return t===null?null:Math.round(t)}function vu(i,e,t){return(i??"").split(",").flatMap(s=>/^\d{1,7}$/.test(s)?[Number(s)]:[]).filter(s=>s<e).slice(0,t)}function yu(i,e){return e.find(t=>t===i)??null}function vM(i){let[e,t]=[hs(i.x,-2,2),hs(i.y,-2,2)];return e===null||t===null?null:{x:e,y:t}}function gm(i){let e=(i??"").split(",").map(r=>hs(r,-9999,9999)),[t,n,s]=e;return e.length===3&&t!=null&&n!=null&&s!=null?[t,n,s]:null}function yM(i){let e=gm(i);return e&&e[2]>0?{x:e[0],y:e[1],half:Math.max(e[2],.001)}:null}function _M(i){let e=gm(i);return!e||e[2]<=0?null:{yaw:e[0],pitch:Math.min(Math.max(e[1],-90),90),zoom:e[2]}}function cs(i){return String(Number(i.toFixed(4)))}function xm(i,e,t=24){let n=(a,l)=>Math.hypot((e[2*a]??0)-(e[2*l]??0),(e[2*a+1]??0)-(e[2*l+1]??0)),s=bM(i,e);if(s===void 0)return[];let r=new Set(wM(i,s,n,t));r.delete(s);let o=[s];for(;r.size>0;){let a=o[o.length-1]??s,l=a,c=Number.POSITIVE_INFINITY;for(let h of r){let u=n(a,h);u<c&&([l,c]=[h,u])}o.push(l),r.delete(l)}return o}function wu(i,e){return i.length<=e?[...i]:Array.from({length:e},(t,n)=>i[Math.floor(n*i.length/e)]??0)}function bM(i,e){let[t,n]=[0,0];for(let o of i)[t,n]=[t+(e[2*o]??0)/i.length,n+(e[2*o+1]??0)/i.length];let s,r=-1;for(let o of i){let a=Math.hypot((e[2*o]??0)-t,(e[2*o+1]??0)-n);a>r&&([s,r]=[o,a])}return s}function wM(i,e,t,n){if(i.length<=n)return[...i];let s=[e],r=i.map(o=>t(o,e));for(;s.length<n;){let o=0;r.forEach((l,c)=>{l>(r[o]??0)&&(o=c)});let a=i[o]??e;s.push(a),i.forEach((l,c)=>{r[c]=Math.min(r[c]??0,t(l,a))})}return s}var Jr={zoo:"Through the zoo",straight:"Straight",raw:"Raw weights"},vm={zoo:"From network to neighbouring network, smoothed",straight:"The straight line between the two latents",raw:"The two networks' weights averaged, without the space: what it must beat"},ym="Averaged weights have no latent: the space cannot say how far to trust them.",Qr=1.5,Xs=2.5;function us(i){return i<=Qr?"good":i<=Xs?"middling":"bad"}function ci(i){return i<=Qr?"among its neighbours":i<=Xs?"a sparse region":"an empty region"}function Mu(i,e){let t=Math.max(i.length-2,0),n=0;for(;n<t&&e>=(i[n+1]??1);)n+=1;let[s,r]=[i[n]??0,i[n+1]??1];return{leg:n,share:r>s?Math.min(Math.max((e-s)/(r-s),0),1):0}}function eo(i,e,t,n){if(i.shown==="network")return i.id===null?"No network is chosen":Ni(n(i.id));if(i.shown==="place")return"A place on the map";if(i.shown==="mean")return`Mean of ${Fi(i.selection.length)}`;let[s,r]=[e[0],e[e.length-1]];if(s===void 0||r===void 0||e.length<2)return"Choose A and B";if(i.t<=0)return Ni(n(s));if(i.t>=1)return Ni(n(r));let{leg:o,share:a}=Mu(t.length===e.length?t:Su(e.length),i.t),l=`${Eu(a)} from ${n(e[o]??s)} to ${n(e[o+1]??r)}`;return e.length>2?`${l}, leg ${o+1} of ${e.length-1}`:l}function _m(i,e,t){if(e||!i)return e?"not of this space":"";let n=i.nearest[0];return n===void 0?ci(i.ratio):`${ci(i.ratio)}, nearest ${t(n)}`}function Su(i){return Array.from({length:i},(e,t)=>t/Math.max(i-1,1))}function Eu(i){return`${Math.round(i*100)}%`}function Fi(i){return i===1?"1 network":`${i.toLocaleString("en")} networks`}function Ni(i){return i.charAt(0).toUpperCase()+i.slice(1)}var Vl=class{constructor(e){this.control=e}control;look(e){this.control.change({shown:"network",id:e,play:!1})}pick(e,t){t?this.stopAt(e):this.look(e)}setEnd(e){let{view:t}=this.control;t.id===null?this.control.say("Click a network on the map first."):this.control.change({[e]:t.id,shown:"path",play:!1})}addStop(){let{view:e}=this.control;e.id===null?this.control.say("Click a network on the map first."):this.stopAt(e.id)}moveAnchor(e,t){let{view:n}=this.control,s=St(n);if(e<0||e>=s.length)return;s[e]=t;let r=n.a===null?{a:null,b:t,via:[]}:Zr(n,s);this.control.change({a:r.a,b:r.b,via:r.via,shown:"path",play:!1})}removeStop(){let{view:e}=this.control,[t,n]=[St(e),this.control.stops()];if(t.length<3)return;let s=e.id===null?-1:e.via.indexOf(e.id);if(s<0){let r=o=>Math.abs((n[o+1]??(o+1)/(t.length-1))-e.t);s=e.via.reduce((o,a,l)=>r(l)<r(o)?l:o,0)}this.control.change({via:e.via.filter((r,o)=>o!==s),shown:"path",play:!1})}swap(){let{view:e}=this.control,t=Number((1-e.t).toFixed(4));this.control.change({a:e.b,b:e.a,via:[...e.via].reverse(),t,play:!1})}compare(){let{view:e}=this.control;e.versus&&e.shown==="path"?this.control.change({versus:null}):this.control.change({versus:e.versus??(e.path==="raw"?"zoo":"raw"),shown:"path"})}play(){let{view:e}=this.control;St(e).length<2?this.control.say("Choose A and B first."):this.control.change({play:!e.play,shown:"path"})}step(e){let{view:t}=this.control;if(St(t).length<2)return;let n=Number(Math.min(Math.max(t.t+e,0),1).toFixed(4));this.control.change({t:n,shown:"path",play:!1})}faster(e){this.control.change({speed:bu(this.control.view.speed,e)})}save(){let{view:e}=this.control;e.id===null?this.control.say("Click a network on the map first."):e.tour.length>=200?this.control.say(`The list is full: ${200} networks.`):e.tour.includes(e.id)||this.control.change({tour:[...e.tour,e.id]})}next(e){let{view:t}=this.control;if(t.tour.length<2){this.control.say("The list has fewer than two networks. Outside show mode, “Save to list” adds the chosen one.");return}let n=t.tour.length,s=t.tour.indexOf(t.b??-1),r=s<0?1:(s+e+n)%n,o=s<0?0:s;this.control.change({a:t.tour[o]??null,b:t.tour[r]??null,via:[],t:0,shown:"path",play:!0})}pathThroughList(){let{view:e}=this.control,{a:t,b:n,via:s}=Zr(e,wu(e.tour,24));this.control.change({a:t,b:n,via:s,t:0,shown:"path",play:!1})}select(e){let t=wu(e,1e3);t.length<e.length&&this.control.say(`${Fi(e.length)} are in the lasso; ${t.length.toLocaleString("en")} of them are selected.`);let{view:n}=this.control,s=t.length===0&&n.shown==="mean"?{shown:"path"}:{};this.control.change({...s,selection:t})}mean(){this.control.change({shown:"mean",play:!1})}tour(){let{view:e,data:t}=this.control;if(!t)return;let n=xm(e.selection,t.positions);if(n.length<2)return;n.length<e.selection.length&&this.control.say(`The tour stops at ${n.length} of the ${Fi(e.selection.length)}.`);let{a:s,b:r,via:o}=Zr(e,n);this.control.change({a:s,b:r,via:o,t:0,shown:"path",play:!1})}stopAt(e){let{view:t}=this.control,n=mm(t,e);n===t?this.control.say(`A path has at most ${24} stops.`):this.control.change({a:n.a,b:n.b,via:n.via,shown:"path",play:!1})}};function wm(i){let e=St(i);if(e.length<2)return[null,null];let t=n=>({anchors:e,kind:n,spline:i.spline&&e.length>2});return[t(i.path),i.versus?t(i.versus):null]}function Mm(i,e){return!i||!e?i===e:i.kind===e.kind&&i.spline===e.spline&&i.anchors.join()===e.anchors.join()}function Gl(i,e){let t=e.anchors.length<3||i.spline===e.spline;return i.kind===e.kind&&t&&i.anchors.join()===e.anchors.join()}function Wl(i,e,t=i.t){return i.shown==="network"?[i.id===null?null:{kind:"network",id:i.id}]:i.shown==="place"?[i.place?{kind:"map",x:i.place.x,y:i.place.y}:null]:i.shown==="mean"?[i.selection.length>0?{kind:"mean",ids:[...i.selection]}:null]:(i.versus?[e[0],e[1]]:[e[0]]).map(s=>s?{kind:"path",path:s.key,t}:null)}function to(i,e){return!i||!e||i.kind!==e.kind?!1:i.kind==="path"&&e.kind==="path"?i.path===e.path&&Math.abs(i.t-e.t)<1e-6:i.kind==="map"&&e.kind==="map"?Math.abs(i.x-e.x)<1e-6&&Math.abs(i.y-e.y)<1e-6:i.kind==="network"&&e.kind==="network"?i.id===e.id:i.kind==="told"&&e.kind==="told"?i.key===e.key:i.kind==="mean"&&e.kind==="mean"&&i.ids.join()===e.ids.join()}function Sm(i,e){let t=Math.min(Math.max(e,0),1)*(i.length-1),n=Math.floor(t),[s=0,r=s]=[i[n],i[n+1]];return s+(r-s)*(t-n)}var SM=8e3,Xl=class{constructor(e){this.ports=e}ports;slots=[Em(),Em()];drawn(e){return this.slots[e].course}current(){let[e,t]=this.slots.map(({wish:n,course:s})=>n&&s&&Gl(s,n)?s:null);return[e??null,t??null]}wishedAt(e){return this.slots[e].wishedAt}wish(e,t){let n=this.slots[e];Mm(t,n.wish)||(n.wish=t,n.wishedAt=this.ports.now(),t?this.send(e):this.replace(e,null))}took(e,t){let n=this.slots[e];n.sent&&Gl(t,n.sent)&&(n.sent=null),n.wish&&Gl(t,n.wish)?this.replace(e,t):n.sent||this.send(e)}failed(){for(let e of this.slots)e.sent=null}again(){for(let e of[0,1])this.slots[e].sent=null,this.slots[e].wish&&this.send(e)}send(e){let t=this.slots[e];!t.wish||t.sent&&this.ports.now()-t.sentAt<SM||this.ports.send(e,t.wish)&&(t.sent=t.wish,t.sentAt=this.ports.now())}replace(e,t){let n=this.slots[e],[s,r]=[n.course,this.slots[e===0?1:0].course];n.course=t,s&&s.key!==t?.key&&s.key!==r?.key&&this.ports.dropped(s),this.ports.changed(e)}};function Em(){return{wish:null,wishedAt:0,course:null,sent:null,sentAt:0}}var EM=256,$l=class{constructor(e){this.ports=e}ports;places=[];wanted=[];moving=!1;moved=0;seq=0;answered=-1;unsent=!1;asked=!1;canvas=[null,null];newest=[null,null];restingSince=null;restSeen=new Set;move(e,t,n=e){let s=e.length===this.places.length&&e.every((o,a)=>to(o,this.places[a]));if(s&&t===this.moving&&n===e)return;!t&&(this.moving||!s)&&this.startResting(),t&&(this.restingSince=null),this.places=e;let r=n.indexOf(null);this.wanted=r<0?n:n.slice(0,r),this.moving=t,this.moved=this.ports.now(),this.unsent=!0,this.ask()}took(e){let{stats:t}=this.ports,n=this.ports.now();if(t.keep(t.frameBytes,{resolution:e.resolution,bytes:e.bytes}),e.seq>=0&&(this.newest[e.slot]=e),e.seq>this.answered&&e.slot===0){this.answered=e.seq;let{seq:s,resolution:r,bytes:o,milliseconds:a}=e,l=n-(t.movedFor(s)??n);t.keep(t.exact,{seq:s,resolution:r,received:n,latency:l,bytes:o,engine:a})}this.noteRest(e,n),to(e.place,this.places[e.slot])?this.display():this.ask()}again(){this.unsent=!0,this.ask()}frame(e){return this.canvas[e]}startResting(){this.restingSince=this.ports.now(),this.restSeen.clear()}noteRest(e,t){this.restingSince===null||e.slot!==0||!to(e.place,this.places[0])||e.seq<0||this.restSeen.has(e.resolution)||(this.restSeen.add(e.resolution),this.ports.stats.keep(this.ports.stats.restMs,{resolution:e.resolution,ms:t-this.restingSince}))}ask(){this.asked||(this.asked=!0,this.ports.onNextFrame(()=>{this.asked=!1,this.send(),this.display()}))}send(){if(!this.unsent||this.wanted.length===0)return;let e=this.moving?1:EM;if(this.wanted.every(n=>this.ports.exact(n,e))){this.unsent=!1;return}if(this.seq+=1,!this.ports.send(this.seq,this.wanted,this.moving))return;this.unsent=!1;let{stats:t}=this.ports;t.keep(t.wants,{seq:this.seq,moved:this.moved,sent:this.ports.now(),moving:this.moving})}display(){for(let r of[0,1]){let o=this.choose(r);o!==this.canvas[r]&&(this.canvas[r]=o,this.ports.show(r,o))}let[e]=this.places,t=this.canvas[0],s=e?.kind==="path"&&t?.place.kind==="path"&&t.place.path===e.path||this.moving&&e?.kind==="told"&&t?.place.kind==="told";this.ports.shown(t,!s&&!to(t?.place,e))}choose(e){let t=this.places[e];if(!t)return e<this.places.length?this.canvas[e]:null;let n=this.ports.exact(t);if(n)return n;if(t.kind==="path")return this.ports.nearest(t.path,t.t)??this.canvas[e];let s=this.newest[e];return(t.kind==="map"||t.kind==="told")&&s?.place.kind===t.kind?s:this.canvas[e]}};var $s=class extends Error{name="WireError"};function Ze(i){throw new $s(i)}function Xn(i,e){return(typeof i!="object"||i===null||Array.isArray(i))&&Ze(`${e} is no object.`),i}function Tu(i,e){let t;try{t=JSON.parse(i)}catch{Ze(`${e} is no JSON.`)}return Xn(t,e)}function yt(i,e){let t=i[e];return typeof t=="string"?t:Ze(`"${e}" is no text.`)}function Gt(i,e){let t=i[e];return typeof t=="number"&&Number.isFinite(t)?t:Ze(`"${e}" is no number.`)}function ft(i,e,t,n=Number.MAX_SAFE_INTEGER){let s=Gt(i,e);return Number.isInteger(s)&&s>=t&&s<=n?s:Ze(`"${e}" is ${s}.`)}function Oi(i,e,t){let n=i[e],s=t.find(r=>r===n);return s===void 0?Ze(`"${e}" is ${JSON.stringify(n)}.`):s}function Ui(i,e,t){return Array.isArray(i)?i.map(t):Ze(`"${e}" is no list.`)}function Dt(i,e,t){let n=Ui(i,e,s=>typeof s=="number"&&Number.isFinite(s)?s:Ze(`"${e}" holds something that is no number.`));return t!==void 0&&n.length!==t&&Ze(`"${e}" holds ${n.length} numbers, not ${t}.`),n}function no(i,e){return Ui(i,e,t=>typeof t=="string"?t:Ze(`"${e}" holds something that is no text.`))}function qs(i,e){let[t=0,n=0]=Dt(i,e,2);return[t,n]}var Ys=3e4,AM=5,Au={positions:new Uint16Array,normals:new Int8Array,indices:new Uint16Array};async function Tm(i,e){if(i.vertices===0&&i.faces===0&&e.byteLength===0)return Au;let t=await Cu(e,6*i.vertices+i.planes*3*i.faces),n=RM(i,t),s=performance.now();for(;;){let r=n.next();if(r.done)return r.value;performance.now()-s<AM||(await CM(),s=performance.now())}}function CM(){return new Promise(i=>{let{port1:e,port2:t}=new MessageChannel;e.onmessage=()=>{e.close(),i()},t.postMessage(null)})}async function Cu(i,e){let t=new DecompressionStream("deflate"),n=t.writable.getWriter(),s=Promise.allSettled([n.write(i),n.close()]),r=t.readable.getReader(),o=new Uint8Array(e),a=0;for(;;){let{done:l,value:c}=await r.read().catch(()=>Ze("A frame is damaged or cut off."));if(l)break;a+c.byteLength>e&&(await r.cancel().catch(()=>{}),Ze(`A frame holds more than the ${e} bytes of its header.`)),o.set(c,a),a+=c.byteLength}return await s,a!==e&&Ze(`A frame holds ${a} bytes, its header states ${e}.`),o}function*RM(i,e){let{vertices:t,faces:n,planes:s}=i,r=new Uint16Array(3*t);for(let u=0;u<3;u+=1)PM(u,t,e,r),yield;let o=t<=65536?new Uint16Array(3*n):new Uint32Array(3*n),a=e.subarray(6*t),l=0;for(let u=0;u<o.length;u+=Ys)l=LM(a,s,t,o,u,Math.min(u+Ys,o.length),l),yield;l!==t&&Ze(`A frame's faces name ${l} of its ${t} vertices.`);let c=new Float32Array(r.length);for(let u=0;u<o.length;u+=Ys)IM(r,o,c,u,Math.min(u+Ys,o.length)),yield;let h=new Int8Array(c.length);for(let u=0;u<c.length;u+=Ys)DM(c,h,u,Math.min(u+Ys,c.length)),yield;return{positions:r,normals:h,indices:o}}function PM(i,e,t,n){let[s,r]=[i*e,(3+i)*e],o=0;for(let a=0;a<e;a+=1)o=o+t[s+a]+256*t[r+a]&65535,n[3*a+i]=o}function LM(i,e,t,n,s,r,o){let a=n.length,l=o;for(let c=s;c<r;c+=1){let h=i[c]|i[a+c]<<8;e===3&&(h|=i[2*a+c]<<16),h>l&&Ze(`A frame's face names a vertex ${h-l} before the first.`),n[c]=l-h,h===0&&(l+=1),l>t&&Ze(`A frame's faces name more than its ${t} vertices.`)}return l}function IM(i,e,t,n,s){for(let r=n;r<s;r+=3){let o=3*e[r],a=3*e[r+1],l=3*e[r+2],c=i[a]-i[o],h=i[a+1]-i[o+1],u=i[a+2]-i[o+2],d=i[l]-i[o],p=i[l+1]-i[o+1],g=i[l+2]-i[o+2],_=h*g-u*p,m=u*d-c*g,f=c*p-h*d;t[o]=t[o]+_,t[o+1]=t[o+1]+m,t[o+2]=t[o+2]+f,t[a]=t[a]+_,t[a+1]=t[a+1]+m,t[a+2]=t[a+2]+f,t[l]=t[l]+_,t[l+1]=t[l+1]+m,t[l+2]=t[l+2]+f}}function DM(i,e,t,n){for(let s=t;s<n;s+=3){let r=Math.sqrt(i[s]**2+i[s+1]**2+i[s+2]**2),o=r>0?127/r:0;e[s]=Math.round(i[s]*o),e[s+1]=r>0?Math.round(i[s+1]*o):127,e[s+2]=Math.round(i[s+2]*o)}}async function Am(i,e){let t=i.channels*i.size**2,n=await Cu(e,t*i.samples.length),s=i.samples.map((r,o)=>({...r,pixels:n.slice(o*t,(o+1)*t)}));return{...i,samples:s}}var Cm=4e6,Rm=512,NM=512,Ru=[0,1],FM=["zoo","straight","raw"];function Lm(i){let e=Tu(i,"A message");switch(e.type){case"ready":return{type:"ready",engine:yt(e,"engine"),token:yt(e,"session_token")};case"token":return{type:"token",token:yt(e,"token")};case"course":return{type:"course",slot:Oi(e,"slot",Ru),course:UM(e)};case"curve":return{type:"curve",slot:Oi(e,"slot",Ru),curve:kM(e)};case"sheet_done":return{type:"sheet_done",key:yt(e,"key")};case"run":return{type:"run",run:BM(e)};case"kept":return{type:"kept",points:Ui(e.points,"points",HM)};case"error":return{type:"error",seq:e.seq==null?null:Gt(e,"seq"),problem:yt(e,"problem"),remedy:yt(e,"remedy")};case"pong":return{type:"pong",n:Gt(e,"n")};default:return null}}function Im(i){let{fields:e,body:t}=OM(i);switch(e.type){case"frame":return{type:"frame",facts:XM(e),body:t,bytes:i.byteLength};case"map":return{type:"map",map:YM(e,t)};case"terrain":return{type:"terrain",terrain:GM(e,t)};case"thumb":return{type:"thumb",id:ft(e,"id",0),colour:yt(e,"colour"),png:Pm(t)};case"tile":{let[n,s]=[ft(e,"columns",1),ft(e,"rows",1)],[r=0,o=0,a=0,l=0]=Dt(e.box,"box",4);return{type:"tile",tile:{column:ft(e,"column",0,n-1),row:ft(e,"row",0,s-1),columns:n,rows:s,box:[r,o,a,l],key:yt(e,"key")},png:Pm(t)}}default:return null}}function OM(i){i.byteLength<4&&Ze(`A message of ${i.byteLength} bytes has no header.`);let e=new DataView(i).getUint32(0,!0);4+e>i.byteLength&&Ze(`A message of ${i.byteLength} bytes states a header of ${e}.`);let t;try{t=new TextDecoder("utf-8",{fatal:!0}).decode(new Uint8Array(i,4,e))}catch{Ze("The header of a message is no UTF-8.")}return{fields:Tu(t,"The header of a message"),body:new Uint8Array(i,Math.min(4+e+(-e&3),i.byteLength))}}function UM(i){let e=Ui(i.positions,"positions",s=>qs(s,"positions")),t=i.ratios==null?null:Dt(i.ratios,"ratios"),n=Dt(i.anchors,"anchors");return e.length<2&&Ze('"positions" holds no path.'),t&&t.length!==e.length&&Ze('"ratios" and "positions" differ in length.'),{key:yt(i,"key"),kind:Oi(i,"kind",FM),anchors:n,spline:i.spline===!0,stops:Dt(i.stops,"stops",n.length),positions:e,ratios:t}}function kM(i){let e=Dt(i.shares,"shares");return e.length<2&&Ze('"shares" holds no path.'),{key:yt(i,"key"),shares:e,accuracy:Dt(i.accuracy,"accuracy",e.length),archs:Dt(i.archs,"archs",e.length)}}function BM(i){let e=Dt(i.losses,"losses");return{number:ft(i,"number",0),title:yt(i,"title"),wanted:ft(i,"wanted",1),state:Oi(i,"state",["running","paused","ended","failed"]),problem:i.problem==null?null:yt(i,"problem"),first:ft(i,"first",0),positions:VM(i.positions,"positions",e.length),losses:e,values:Dt(i.values,"values",e.length),best:ft(i,"best",0),result:i.result==null?null:zM(Xn(i.result,'"result"'))}}function zM(i){return{index:ft(i,"index",0),test:ql(i,"test"),start:ql(i,"start"),zoo:ql(i,"zoo"),ratio:Gt(i,"ratio"),seconds:Gt(i,"seconds")}}function HM(i){let e=Xn(i,"A kept point");return{key:yt(e,"key"),name:yt(e,"name"),position:qs(e.position,"position"),accuracy:ql(e,"accuracy")}}function ql(i,e){return i[e]==null?null:Gt(i,e)}function VM(i,e,t){let n=Ui(i,e,s=>qs(s,e));return n.length===t?n:Ze(`"${e}" holds ${n.length} pairs, not ${t}.`)}function GM(i,e){let[t,n]=[ft(i,"columns",1,Rm),ft(i,"rows",1,Rm)],[s=0,r=0,o=0,a=0]=Dt(i.box,"box",4),l=t*n;return e.byteLength!==3*l&&Ze(`A terrain of ${t} x ${n} has ${e.byteLength} bytes.`),{columns:t,rows:n,box:[s,r,o,a],done:Gt(i,"done"),accuracy:e.slice(0,l),archs:e.slice(l,2*l),near:e.slice(2*l)}}function WM(i){let e=Dt(i.recall,"recall"),t=e.length,[n,s]=qs(i.pixels,"pixels");Number.isInteger(n)&&n>0&&Number.isInteger(s)&&s>0&&s<=NM||Ze(`Images of ${n} x ${s} x ${s}.`);let r=Ui(i.samples,"samples",o=>{let a=Xn(o,"A sample"),l=c=>ft(a,c,0,t-1);return{image:ft(a,"image",0),label:l("label"),predicted:l("predicted"),confidence:Gt(a,"confidence"),reference:l("reference"),pixels:new Uint8Array}});return{accuracy:Gt(i,"accuracy"),count:ft(i,"count",1),input:i.input==null?null:Gt(i,"input"),teacher:Gt(i,"teacher"),arch:ft(i,"arch",0),shares:Dt(i.shares,"shares"),parameters:ft(i,"parameters",0),confusion:Dt(i.confusion,"confusion",t*t),precision:Dt(i.precision,"precision",t),recall:e,channels:n,size:s,samples:r}}function XM(i){return{seq:ft(i,"seq",-1),slot:Oi(i,"slot",Ru),place:$M(i.place),resolution:ft(i,"resolution",1),milliseconds:Gt(i,"milliseconds"),where:i.where==null?null:qM(Xn(i.where,'"where"')),vertices:ft(i,"vertices",0,Cm),faces:ft(i,"faces",0,2*Cm),planes:Oi(i,"planes",[2,3]),judged:i.judged==null?null:WM(Xn(i.judged,'"judged"'))}}function $M(i){let e=Xn(i,'"place"');switch(e.kind){case"path":return{kind:"path",path:yt(e,"path"),t:Gt(e,"t")};case"map":return{kind:"map",x:Gt(e,"x"),y:Gt(e,"y")};case"network":return{kind:"network",id:ft(e,"id",0)};case"mean":return{kind:"mean",ids:Dt(e.ids,"ids")};case"told":return{kind:"told",key:yt(e,"key")};default:return Ze(`A place of kind ${JSON.stringify(e.kind)}.`)}}function qM(i){let e=Dt(i.nearest,"nearest");return{ratio:Gt(i,"ratio"),nearest:e,distances:Dt(i.distances,"distances",e.length),position:qs(i.position,"position")}}function YM(i,e){let t=ft(i,"count",0),n=no(i.names,"names");n.length!==t&&Ze(`${n.length} names for ${t} networks.`);let s=0,r=c=>{let h=e.byteOffset+s;return s+c>e.byteLength&&Ze(`The arrays of the map end after ${e.byteLength} bytes.`),s+=c+(-c&3),[e.buffer,h]},o=new Float32Array(...r(8*t),2*t),a=Ui(i.labels,"labels",c=>{let h=Xn(c,"A label"),[u,d]=[yt(h,"name"),yt(h,"title")];if(Oi(h,"kind",["number","category"])==="number")return{name:u,title:d,values:new Float32Array(...r(4*t),t)};let p=no(h.categories,"categories"),g=new Uint16Array(...r(2*t),t);return g.some(_=>_>=p.length)&&Ze(`The label "${u}" has a code without a category.`),{name:u,title:d,categories:p,codes:g}});s<e.byteLength&&Ze(`The map holds ${e.byteLength-s} bytes too many.`);let l=i.classifiers==null?null:KM(Xn(i.classifiers,'"classifiers"'));return{space:yt(i,"space"),count:t,positions:o,names:n,labels:a,classifiers:l}}function KM(i){return{classes:no(i.classes,"classes"),archs:no(i.archs,"archs"),data:yt(i,"data")}}function Pm(i){if(![137,80,78,71].every((t,n)=>i[n]===t))throw new $s("A picture is no PNG.");return i}var Yl=class{constructor(e){this.events=e}events;soon=[];later=[];newest=[-1,-1];working=!1;count=0;closed=!1;take(e){try{let t=typeof e=="string"?Lm(e):e instanceof ArrayBuffer?Im(e):null;t?this.sort(t):e instanceof ArrayBuffer&&this.finish()}catch(t){this.events.unread(Dm(t)),e instanceof ArrayBuffer&&this.finish()}this.working||this.work()}close(){this.closed=!0,this.soon.length=0,this.later.length=0}sort(e){if(e.type==="frame"&&e.facts.seq>=0){let{seq:s,slot:r}=e.facts;this.newest[r]=Math.max(s,this.newest[r]??-1)}let t=e.type==="frame"&&e.facts.seq<0,n=e.type==="thumb"||e.type==="tile"||e.type==="terrain"||e.type==="sheet_done";(t||n?this.later:this.soon).push(e)}async work(){for(this.working=!0;;){let e=this.soon.shift()??this.later.shift();if(!e)break;try{let t=e.type==="frame"?await this.unpack(e):e;t&&!this.closed&&this.events.received(t)}catch(t){this.closed||this.events.unread(Dm(t))}("body"in e||"map"in e||"png"in e||"terrain"in e)&&this.finish()}this.working=!1}async unpack(e){let{vertices:t,faces:n,planes:s,...r}=e.facts;if(r.seq>=0&&r.seq<(this.newest[r.slot]??-1))return null;if(r.judged){let a=await Am(r.judged,e.body);return{type:"frame",frame:{...r,mesh:Au,judged:a,bytes:e.bytes}}}let o=await Tm({vertices:t,faces:n,planes:s},e.body);return{type:"frame",frame:{...r,mesh:o,bytes:e.bytes}}}finish(){this.closed||(this.count+=1,this.events.done(this.count))}};function Dm(i){return i instanceof Error?i.message:String(i)}var Kl=class{waiting=[];get size(){return this.waiting.length}push(e){this.waiting=this.waiting.filter(t=>!jM(e,t)),this.waiting.push(e)}shift(){return this.waiting.shift()}clear(){this.waiting=[]}};function jM(i,e){return i.type==="want"?e.type==="want":i.type==="path"?e.type==="path"&&e.slot===i.slot:i.type==="sheet"||i.type==="sheet_stop"?e.type==="sheet"||e.type==="sheet_stop":i.type==="terrain"&&e.type==="terrain"}var ZM=4401,JM=4404,QM=300,eS=8e3,tS=5e3,nS=1e4,iS=15e3,sS=4e4,rS=16384,oS=15,aS=1,jl=class{constructor(e,t,n,s=r=>new WebSocket(r)){this.url=e;this.credentials=t;this.events=n;this.connect=s}url;credentials;events;connect;socket=null;inbox=null;outbox=new Kl;current="closed";given="";renewed=null;attempts=0;lost=!1;readySince=0;heard=0;pings=0;timer;beat;flushing;get state(){return this.current}open(){this.current==="connecting"||this.current==="open"||(this.current==="closed"&&globalThis.addEventListener?.("online",this.hurry),this.start())}close(){globalThis.removeEventListener?.("online",this.hurry),this.drop(),this.outbox.clear(),this.lost=!1,this.attempts=0,this.current="closed"}send(e){this.outbox.push(e),this.flush()}hurry=()=>{this.current==="waiting"&&this.start()};start(){this.drop(),this.current="connecting";let e=this.connect(this.url);e.binaryType="arraybuffer",this.socket=e;let t=new Yl({received:n=>this.received(n),unread:n=>this.events.error(`A message of the server cannot be read: ${n}`,"Reload the page."),done:n=>this.post({type:"have",n})});this.inbox=t,e.onopen=()=>this.greet(),e.onmessage=n=>{this.heard=performance.now(),t.take(n.data)},e.onclose=n=>this.closedBy(n.code,n.reason),this.timer=setTimeout(()=>this.closedBy(0,"The server does not answer."),nS)}drop(){clearTimeout(this.timer),clearInterval(this.beat),clearTimeout(this.flushing),this.flushing=void 0,this.inbox?.close(),this.inbox=null,this.socket&&(this.socket.onopen=this.socket.onmessage=this.socket.onclose=null,this.socket.close(),this.socket=null)}greet(){let{token:e,session:t,space:n}=this.credentials();e!==this.given&&(this.renewed=null),this.given=e,this.post({type:"hello",token:this.renewed??e,session:t,space:n}),this.renewed=null}closedBy(e,t){if(this.current==="open"&&performance.now()-this.readySince>tS&&(this.attempts=0),this.drop(),e===ZM){this.current="expired",this.report("The page was open too long, or the server was restarted.",!0),this.events.expired();return}let n=e!==JM;this.current=n?"waiting":"closed",n&&(this.timer=setTimeout(()=>this.start(),this.nextWait())),this.report(t||"The line to the server is broken.",n)}nextWait(){let e=Math.min(QM*2**this.attempts,eS);return this.attempts+=1,e*(.8+.4*Math.random())}report(e,t){this.lost&&t||(this.lost=!0,this.events.down(e,t))}received(e){let{events:t}=this;switch(e.type){case"ready":return this.becomeReady(e.token,e.engine);case"token":this.renewed=e.token;return;case"course":return t.course(e.slot,e.course);case"curve":return t.curve(e.slot,e.curve);case"terrain":return t.terrain(e.terrain);case"run":return t.run(e.run);case"kept":return t.kept(e.points);case"frame":return t.frame(e.frame);case"map":return t.map(e.map);case"thumb":return t.thumb(e.id,e.colour,Nm(e.png));case"tile":return t.tile({...e.tile,url:Nm(e.png)});case"sheet_done":return t.sheetDone(e.key);case"error":return t.error(e.problem,e.remedy);case"pong":return}}becomeReady(e,t){clearTimeout(this.timer),this.renewed=e,this.current="open",this.readySince=this.heard=performance.now(),this.beat=setInterval(()=>this.ping(),iS);let n=this.lost;this.lost=!1,this.events.ready(t),n&&this.events.up(),this.flush()}ping(){if(performance.now()-this.heard>sS)return this.closedBy(0,"The server does not answer.");this.pings+=1,this.post({type:"ping",n:this.pings})}flush(){if(!(this.current!=="open"||this.flushing!==void 0))for(;this.outbox.size>0&&this.socket;){if(this.socket.bufferedAmount>rS){this.flushing=setTimeout(()=>{this.flushing=void 0,this.flush()},oS);return}let e=this.outbox.shift();e&&this.post(e)}}post(e){this.socket?.readyState===aS&&this.socket.send(JSON.stringify(e))}};function Nm(i){return URL.createObjectURL(new Blob([i],{type:"image/png"}))}function Fm(i){let e=new URL(i,document.baseURI);return e.protocol=e.protocol==="https:"?"wss:":"ws:",e.href}var lS=5e3,Om="Connection lost. What is shown is the last that came.",Um="Connected again.",Zl=class{constructor(e,t,n){this.events=e;this.status=t;this.component=n;let s=()=>{let{token:g,session:_,space:m}=n().data;return{token:g,session:_,space:m}},{map:r,course:o,curve:a,terrain:l,run:c,kept:h,frame:u,thumb:d,tile:p}=e;this.connection=new jl(Fm(n().data.socket),s,{ready:()=>this.connected(),map:r,course:o,curve:a,terrain:l,run:c,kept:h,frame:u,thumb:d,tile:p,sheetDone:()=>{},error:(g,_)=>e.failed([g,_].filter(Boolean).join(" ")),down:(g,_)=>t.bad([Om,_?"Connecting again.":"",g].filter(Boolean).join(" ")),up:()=>t.well(Um),expired:()=>this.expired()})}events;status;component;connection;asked=0;refused="";timer=0;open(){this.connection.open()}close(){clearTimeout(this.timer),this.connection.close()}send(e){return this.connection.state!=="open"?!1:(this.connection.send(e),!0)}renewed(){this.timer!==0&&(clearTimeout(this.timer),this.timer=0,this.open())}connected(){clearTimeout(this.timer),this.timer=0,this.status.well(Um),this.events.connected()}expired(){let{token:e}=this.component().data;if(e!==this.refused){this.refused=e,this.open();return}this.asked+=1,this.status.bad(`${Om} Asking for a new pass to the server. If this stays, reload the page.`),this.component().setTriggerValue("expired",this.asked),clearTimeout(this.timer),this.timer=window.setTimeout(()=>this.expired(),lS)}};function km(i,e){let{first:t,...n}=e;if(!i||i.number!==e.number||t===0)return n;let s=(r,o)=>[...r.slice(0,t),...o];return{...n,positions:s(i.positions,e.positions),losses:s(i.losses,e.losses),values:s(i.values,e.values)}}function Pu(i,e){return`${i.number}/${e}`}function Nn(i){return Math.max(i.losses.length-1,0)}function ki(i){return i?.state==="running"||i?.state==="paused"}function Bm(i,e){if(i.state==="failed")return i.problem??"It failed.";if(i.losses.length===0)return"Starting …";let{result:t}=i;if(i.state==="ended"&&t)return cS(i,e);let n=i.values[Nn(i)]??0,s=e?`${ln(n)} % of the validation images`:`error ${n.toFixed(4)}`;return`${i.state==="paused"?"Paused at step":"Step"} ${Nn(i)} of ${i.wanted}: ${s}`}function cS(i,e){let{result:t}=i;if(!t)return"";let n=t.ratio>Xs?`; ${ci(t.ratio)}`:"";if(!e)return`Best at step ${t.index}: error ${(i.values[t.index]??0).toFixed(4)}${n}`;let s=r=>r===null?"–":`${ln(r)} %`;return`Step ${t.index}: ${s(t.test)} of all test images; start ${s(t.start)}, zoo's best ${s(t.zoo)}${n}`}function Lu(i,e){let[t,n]=[Number.POSITIVE_INFINITY,Number.NEGATIVE_INFINITY];for(let o of i)o<t&&(t=o),o>n&&(n=o);if(t>n)return{low:0,high:1};let s=Math.max(e-(n-t),0)/2,r=.1*(n-t+2*s);return{low:t-s-r,high:n+s+r}}function Iu(i,e,{low:t,high:n}){return i.map((s,r)=>`${(1e3*r/e).toFixed(1)},${(100-100*(s-t)/(n-t)).toFixed(1)}`).join("L")}var Jl=class{constructor(e){this.ports=e}ports;run=null;kept=[];told=null;open=!1;follows=!1;get place(){return this.told?{kind:"told",key:this.told.key}:null}get index(){let{run:e,told:t}=this;if(!e||!t)return null;let[n,s]=t.key.split("/");return Number(n)===e.number?Number(s):null}took(e){let t=this.run;this.run=km(t,e);let n=t?.number!==e.number&&ki(this.run);n&&(this.open=!0,this.follows=!0),(n||t&&ki(t)&&!ki(this.run))&&this.ports.news(),this.follows&&this.run.losses.length>0&&this.follow(this.run),this.ports.changed()}keeps(e){let t=e.length!==this.kept.length;this.kept=e,t&&this.ports.news(),this.ports.changed()}look(e,t){this.run&&(this.follows=e>=Nn(this.run)&&ki(this.run),this.point(Pu(this.run,e),zm(this.run,e),t))}lookAt(e){let t=this.kept.find(n=>n.key===e);t&&(this.follows=!1,this.point(e,`Kept: ${t.name}`,!1))}leave(){this.follows=!1,this.told=null}follow(e){let t=ki(e),n=t?Nn(e):e.best;this.follows=t,this.point(Pu(e,n),zm(e,n),e.state==="running")}point(e,t,n){this.told={key:e,title:t},this.ports.looked(n)}};function zm(i,e){let t=i.result&&e===i.result.index?", the best":"";return e===0?`The start, ${i.title}`:`Step ${e}${t}, ${i.title}`}function Hm(){return{app:D("div",{class:"nx-app",attributes:{role:"region","aria-label":"Map and shape"}}),map:D("div",{class:"nx-pane-map"}),viewer:D("div",{class:"nx-pane-viewer"})}}function Vm(i,e){let t=D("div",{class:"nx-left"},i.map,e.selection.root),n=D("div",{class:"nx-stage"},i.viewer),s=D("div",{class:"nx-stage-foot"},e.status.line,e.tools.root),r=D("div",{class:"nx-right"},e.facts.root,n,s);i.app.append(D("div",{class:"nx-panes"},t,r),D("div",{class:"nx-bottom"},e.journey.root,e.strip.root),e.show.text,e.show.controls,e.status.banner,e.status.spoken,...e.dialogs)}function Gm(i,e){let t=0,n=new ResizeObserver(()=>{cancelAnimationFrame(t),t=requestAnimationFrame(e)});return n.observe(i.map),n.observe(i.viewer),()=>{cancelAnimationFrame(t),n.disconnect()}}function Wm(i,e){return 5*Math.max(i,1)**.8/e}function Xm(i){return i>=1?{t:0,direction:1,resting:.7,done:!1}:{t:i,direction:1,resting:0,done:!1}}function $m(i,e,t,n){if(i.done)return i;if(i.resting>0)return{...i,resting:Math.max(i.resting-e,0)};let s=i.t+i.direction*e*Ym(i.t)/t;return s>0&&s<1?{...i,t:s}:n?{t:s>=1?1:0,direction:s>=1?-1:1,resting:.7,done:!1}:{t:s>=1?1:0,direction:i.direction,resting:0,done:!0}}function qm(i,e,t){return i.done||i.resting>e?i.t:Math.min(Math.max(i.t+i.direction*(e-i.resting)*Ym(i.t)/t,0),1)}function Du(i){return Math.round(i*512)/512}function Ym(i){let e=Math.min(i,1-i,.25)/.25;return .4+.75*(e*e*(3-2*e))}var hS=.1,Ql=class{constructor(e){this.ports=e}ports;now=null;asked=0;last=0;get playing(){return this.now!==null}start(e){this.now||(this.now=Xm(e),this.last=performance.now(),this.asked=requestAnimationFrame(this.tick))}stop(){this.now=null,cancelAnimationFrame(this.asked)}tick=()=>{if(!this.now)return;let e=performance.now(),t=Math.min((e-this.last)/1e3,hS);this.last=e;let{legs:n,speed:s,loop:r,lead:o}=this.ports.pace(),a=Wm(n,s);this.now=$m(this.now,t,a,r);let{t:l,done:c}=this.now;this.ports.moved(Du(l),Du(qm(this.now,o,a))),c?(this.stop(),this.ports.ended()):this.asked=requestAnimationFrame(this.tick)}};var ec=class{constructor(e,t){this.link=e;this.send=t}link;send;timer=0;held=!1;due=!1;last="";known(){this.last=JSON.stringify(this.link())}changed(){this.due=!0,!this.held&&(clearTimeout(this.timer),this.timer=window.setTimeout(()=>this.report(),250))}hold(e){this.held=e,e?clearTimeout(this.timer):this.due&&this.changed()}dispose(){clearTimeout(this.timer)}report(){this.due=!1;let e=this.link(),t=JSON.stringify(e);t!==this.last&&(this.last=t,this.send(e))}};var Km=3,tc=class{root;title=D("h2",{class:"nx-title"});dot=D("span",{class:"nx-dot",attributes:{"aria-hidden":"true"}});word=D("b");rest=D("span",{class:"nx-faint",title:"× the usual distance between neighbours"});near;line;actions;save;ids=[];constructor(e){this.near=Array.from({length:Km},(t,n)=>D("span",{class:"nx-near"},it("","Look at this network",()=>{let r=this.ids[n];r!==void 0&&e.look(r)},"nx-link"),D("span",{class:"nx-faint"}))),this.line=D("div",{class:"nx-where"},this.dot,this.word,this.rest,...this.near),this.save=it("Save to list","Save to the list that show mode plays (L)",e.save),this.actions=D("div",{class:"nx-actions",attributes:{role:"group","aria-label":"This network"}},it("Set as A","Start the path here (A)",e.setA),it("Set as B","End the path here (B)",e.setB),it("Add stop","Let the path go on to here",e.addStop),this.save),this.root=D("header",{class:"nx-facts"},this.title,this.actions,this.line)}render(e){let{view:t,frame:n}=e;De(this.title,e.title),Ke(this.actions,t.shown!=="network"||t.id===null);let s=t.id!==null&&t.tour.includes(t.id);De(this.save,s?"In the list":"Save to list"),this.save.disabled=s;let r=e.pending?null:n?.where??null,o=t.shown==="path"&&t.path==="raw",a=t.shown==="network"?t.id:null;this.say(r,o,a===null?null:uS(e.data,a),n?.judged!=null);let c=(r?.nearest??[]).map((h,u)=>({id:h,far:r?.distances[u]??0})).filter(({id:h})=>h!==a).slice(0,Km);this.ids=c.map(({id:h})=>h),this.near.forEach((h,u)=>{let d=this.ids[u];Ke(h,d===void 0);let[p,g]=h.children;d===void 0||!p||!g||(De(p,e.name(d)),De(g,`${(c[u]?.far??0).toFixed(2)} ×`),ct(g,"title",`${(c[u]?.far??0).toFixed(2)} times the usual distance between neighbours`))})}say(e,t,n,s){if(e&&s&&n===null){this.dot.dataset.trust="none",De(this.word,t?"Not of this space":"Between networks"),De(this.rest,t?"read as near":"near");return}if(e&&n!==null){this.dot.dataset.trust="none",De(this.word,Ni(`${n} network`.trim())),De(this.rest,"near");return}if(e){this.dot.dataset.trust=t?"none":us(e.ratio),De(this.word,t?"not of this space":Ni(ci(e.ratio))),De(this.rest,t?"read as near":"near");return}this.dot.dataset.trust="none",De(this.word,""),De(this.rest,t?ym:"…")}};function uS(i,e){let t=i?.labels.find(({name:n})=>n==="split");return t&&"codes"in t?t.categories[t.codes[e]??-1]??"":""}var dS=4,jm=.12,pS=.45,fS=3;function Zm(i,e=!1){let t=i.flatMap(({accuracy:a})=>a),[n,s]=[Math.min(...t),Math.max(...t)],r=Math.max(dS-(s-n),0)/2,o=s-n+2*r;return{low:n-r-jm*o,high:s+r+(e?pS:jm)*o}}function mS(i){let e=[];return i.archs.forEach((t,n)=>{let s=e[e.length-1];if(s?.arch===t)return;let r=n===0?0:(i.shares[n-1]+i.shares[n])/2;s&&(s.to=r),e.push({from:r,to:1,arch:t})}),e}function Jm(i,{low:e,high:t},n){let s=(l,c)=>`${(1e3*l).toFixed(1)},${(100-100*(c-e)/(t-e)).toFixed(1)}`,r=i.shares.map((l,c)=>s(l,i.accuracy[c])).join("L"),o=n===0?"var(--nx-primary)":"var(--nx-faint)",a=kt("path",{d:`M${r}`,stroke:o,class:"nx-line",...n===0?{}:{"stroke-dasharray":"5 4"}});return n===0?[kt("path",{d:`M0,100L${r}L1000,100Z`,fill:o,class:"nx-area"}),a]:[a]}function nc({low:i,high:e}){return gS({low:i,high:e}).map(t=>{let n=D("div",{class:"nx-limit nx-faint"},D("span",{text:`${t} %`}));return n.style.bottom=`${100*(t-i)/(e-i)}%`,n})}function gS({low:i,high:e}){let t=[1,2,5,10,20].find(s=>(e-i)/s<=fS)??50,n=[];for(let s=Math.ceil(i/t)*t;s<e&&s<=100;s+=t)n.push(s);return n}function Qm(i,e){return mS(i).map(({from:t,to:n,arch:s})=>{let r=D("div",{class:"nx-arch-span"},D("span",{text:e[s]??""}));return r.style.left=`${100*t}%`,r.style.width=`${100*(n-t)}%`,r})}var xS={play:"M8 5.5v13l10.5-6.5z",pause:"M8 6v12M16 6v12",swap:"M4 9h14l-4-4M20 15H6l4 4",reset:"M5 12a7 7 0 1 0 2.2-5.1M4.5 4v4h4",turntable:"M12 4v3.5M3.5 13.5c0 2 3.8 3.7 8.5 3.7s8.5-1.7 8.5-3.7-3.8-3.7-8.5-3.7M12 9.8 9.3 7.4M12 9.8l-2.7 2.3",wireframe:"M12 3 4 7.5v9l8 4.5 8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9M4 16.5l8-4.5 8 4.5",section:"M12 3 5 7v10l7 4M12 3v18M12 3l7 4v10l-7 4M15.5 9.5v5",insets:"M4 5h16v14H4zM4 13h6v6M20 13h-6v6",compare:"M4 5h7v14H4zM13 5h7v14h-7z",picture:"M4 6h16v12H4zM4 15l4.5-4 4 3.5 2.5-2 5 4M15.5 9.2v.1",figure:"M6 3h8l4 4v14H6zM14 3v4h4M9 17l2-3 2 2 2.5-4",show:"M4 5h16v11H4zM12 16v4M8.5 20h7M10.5 8.5v4l3.5-2z",help:"M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.6 9.6a2.5 2.5 0 1 1 3.7 2.1c-.9.5-1.3 1-1.3 2M12 16.6v.1",loop:"M4 11V9.5A2.5 2.5 0 0 1 6.5 7H19l-3-3M20 13v1.5a2.5 2.5 0 0 1-2.5 2.5H5l3 3",close:"M6 6l12 12M18 6 6 18",list:"M9 6h11M9 12h11M9 18h11M4.5 6v.1M4.5 12v.1M4.5 18v.1",climb:"M4 17l5.5-6 4 3.5L20 7M15 7h5v5",pin:"M9 4h6l-1 6 3 3v2H7v-2l3-3zM12 15v5",download:"M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14"};function st(i){let e=kt("path",{d:xS[i],...i==="play"?{fill:"currentColor"}:{}});return kt("svg",{viewBox:"0 0 24 24",class:"nx-icon",fill:"none",stroke:"currentColor","stroke-width":"1.8","stroke-linecap":"round","stroke-linejoin":"round","aria-hidden":"true"},e)}function ic(i,e){i.dataset.icon!==e&&(i.dataset.icon=e,i.querySelector(".nx-icon")?.replaceWith(st(e)))}var vS=[50,150,400],yS=150,Nu={accuracy:4,error:.002,loss:.01},sc=class{constructor(e){this.events=e;let t=(n,s)=>D("label",{class:"nx-labelled"},D("span",{class:"nx-faint",text:n}),s);this.from=D("select",{class:"nx-select nx-optimize-from"}),this.toward=D("select",{class:"nx-select nx-optimize-toward"}),this.steps=D("select",{class:"nx-select"},...vS.map(n=>D("option",{text:String(n),attributes:{value:String(n)}}))),this.steps.value=String(yS),this.start=it("Start","Let the latent walk: the decoder stays as it is",()=>this.begin(),"nx-primary"),this.pause=it("Pause","Pause or go on",()=>e.control(this.run?.state==="paused"?"resume":"pause")),this.stop=it("Stop","End it here; its best step is its result",()=>e.control("stop")),this.keep=it("Keep","Keep the best step as a point on the map",()=>e.control("keep")),this.keep.prepend(st("pin")),this.curve=kt("svg",{class:"nx-curve",preserveAspectRatio:"none",viewBox:"0 0 1000 100","aria-hidden":"true"}),this.legend.append(D("span",{},D("i",{class:"nx-optimize-key"}),this.measure),D("span",{},D("i",{class:"nx-optimize-key nx-optimize-key-loss"}),"loss")),this.graph=D("div",{class:"nx-optimize-graph",attributes:{role:"slider",tabindex:"0","aria-label":"Step of the optimization"}},this.curve,this.limits,this.here,this.best,this.legend),this.root=D("section",{class:"nx-optimize",attributes:{"aria-label":"Optimization"}},D("div",{class:"nx-optimize-box"},this.graph,this.hint),D("div",{class:"nx-controls"},t("From",this.from),t("Toward",this.toward),t("Steps",this.steps),this.start,this.pause,this.stop,this.said,D("span",{class:"nx-space"}),this.keep,vt(st("close"),"Back to the path",e.close))),this.listen()}events;root;graph;curve;limits=D("div",{class:"nx-limits",attributes:{"aria-hidden":"true"}});best=D("div",{class:"nx-optimize-best",text:"★",attributes:{"aria-hidden":"true"}});here=D("div",{class:"nx-optimize-here"});hint=D("p",{class:"nx-hint"});legend=D("div",{class:"nx-optimize-legend nx-faint",attributes:{"aria-hidden":"true"}});measure=D("span",{class:"nx-optimize-measure"});from;toward;steps;start;pause;stop;keep;said=D("span",{class:"nx-optimize-said",attributes:{role:"status"}});run=null;index=0;drawn="";goals="";render(e){let{run:t}=e;this.run=t,this.index=e.index??(t?Nn(t):0);let n=ki(t);this.renderChoices(e);for(let o of[this.from,this.toward,this.steps])o.disabled=n;Ke(this.start,n),Ke(this.pause,!n),Ke(this.stop,!n),De(this.pause,t?.state==="paused"?"Resume":"Pause");let s=t!==null&&e.kept.some(({key:o})=>o===`kept/${t.number}`);Ke(this.keep,!t?.result||s);let r=(t?.losses.length??0)>0;De(this.said,t?Bm(t,e.accuracies):""),ct(this.said,"title",this.said.textContent??""),Ke(this.hint,r),De(this.hint,e.accuracies?"The latent walks to where the decoded network is better, and its point over the map. Test images are looked at once, at the end.":"The latent walks to where the decoded shape is more like another, and its point over the map."),Ke(this.graph,!r),t&&r&&this.draw(t,e)}renderChoices(e){let t={shown:"what is shown",weakest:"the weakest network",random:"a random latent"},n=Object.keys(t).filter(r=>r!=="weakest"||e.accuracies);eg(this.from,n.map(r=>({value:r,title:t[r]})));let s=JSON.stringify(e.goals);s!==this.goals&&eg(this.toward,e.goals),this.goals=s,this.start.disabled=e.goals.length===0}draw(e,t){let n=u=>`${(100*Math.min(u,e.wanted)/e.wanted).toFixed(2)}%`,s=Lu(e.values,t.accuracies?Nu.accuracy:Nu.error),r=u=>`${(100*((e.values[u]??0)-s.low)/(s.high-s.low)).toFixed(2)}%`;this.here.style.left=n(this.index),this.best.style.left=n(e.best),this.best.style.bottom=r(e.best),ct(this.graph,"aria-valuemin","0"),ct(this.graph,"aria-valuemax",String(Nn(e))),ct(this.graph,"aria-valuenow",String(this.index));let o=(e.values[this.index]??0).toFixed(t.accuracies?1:4);ct(this.graph,"aria-valuetext",`step ${this.index}: ${t.accuracies?`${o} %`:`error ${o}`}`),De(this.measure,t.accuracies?"accuracy on the validation images":"error");let a=`${e.number} ${e.losses.length}`;if(a===this.drawn)return;this.drawn=a;let l=Iu(e.values,e.wanted,s),c=(1e3*Nn(e)/e.wanted).toFixed(1),h=Iu(e.losses,e.wanted,Lu(e.losses,Nu.loss));this.curve.replaceChildren(kt("path",{d:`M0,100L${l}L${c},100Z`,fill:"var(--nx-primary)",class:"nx-area"}),kt("path",{d:`M${h}`,stroke:"var(--nx-faint)",class:"nx-line nx-optimize-loss"}),kt("path",{d:`M${l}`,stroke:"var(--nx-primary)",class:"nx-line"})),this.limits.replaceChildren(...t.accuracies?nc(s):[])}begin(){this.events.start(this.from.value,this.toward.value,Number(this.steps.value))}listen(){let{graph:e}=this,t=r=>{let o=e.getBoundingClientRect(),a=Math.min(Math.max((r.clientX-o.left)/o.width,0),1);return this.run?Math.min(Math.round(a*this.run.wanted),Nn(this.run)):0},n=null;e.addEventListener("pointerdown",r=>{r.button===0&&(n=r.pointerId,e.setPointerCapture(n),this.events.look(t(r),!0))}),e.addEventListener("pointermove",r=>{r.pointerId===n&&this.events.look(t(r),!0)});let s=r=>{r.pointerId===n&&(n=null,this.events.look(t(r),!1))};e.addEventListener("pointerup",s),e.addEventListener("pointercancel",s),e.addEventListener("keydown",r=>{let o={ArrowRight:1,ArrowUp:1,ArrowLeft:-1,ArrowDown:-1,PageUp:10,PageDown:-10}[r.key];o===void 0||!this.run||(r.preventDefault(),r.stopPropagation(),this.events.look(Math.min(Math.max(this.index+o,0),Nn(this.run)),!1))})}};function eg(i,e){let t=i.value;i.options.length===e.length&&e.every(({value:s},r)=>i.options[r]?.value===s)||i.replaceChildren(...e.map(({value:s})=>D("option",{attributes:{value:s}}))),e.forEach(({title:s},r)=>{let o=i.options[r];o&&De(o,s)}),e.some(({value:s})=>s===t)&&i.value!==t&&(i.value=t)}var _S=.01,Fu=.1,Ou=65,rc=class{constructor(e){this.events=e;this.curve=kt("svg",{class:"nx-curve",preserveAspectRatio:"none",viewBox:"0 0 1000 100"}),this.curve.setAttribute("aria-hidden","true"),this.limits=D("div",{class:"nx-limits",attributes:{"aria-hidden":"true"}}),this.done=D("div",{class:"nx-rail-done"}),this.stops=D("div",{class:"nx-stops",attributes:{"aria-hidden":"true"}}),this.handle=D("div",{class:"nx-handle"}),this.readyLine=D("div",{class:"nx-ready",title:"Where shapes are ready in this browser"}),this.slider=D("div",{class:"nx-slider",attributes:{role:"slider",tabindex:"0","aria-label":"Place on the path from A to B","aria-valuemin":"0","aria-valuemax":"1","aria-orientation":"horizontal"}},D("div",{class:"nx-over"},this.limits),D("div",{class:"nx-rail"},this.done),this.stops,this.readyLine,this.handle),this.slider.firstElementChild?.prepend(this.curve),this.root=D("div",{class:"nx-track"},this.slider),this.listen()}events;root;slider;handle;done;curve;readyLine;stops;limits;t=0;drawn;marks="";held=-1;curveName="";render(e){this.t=e.t;let t=`${(e.t*100).toFixed(3)}%`;this.handle.style.left=t,this.done.style.width=t,ct(this.slider,"aria-valuenow",String(Number(e.t.toFixed(3)))),ct(this.slider,"aria-valuetext",e.spoken),ct(this.slider,"aria-disabled",String(e.course===null)),e.course!==this.drawn&&this.drawCourse(e.course,e.stopNames),this.drawCurves(e),this.handle.dataset.trust=e.ratio===null?"none":us(e.ratio),e.held!==this.held&&this.drawReady(e.ready),this.held=e.held}focus(){this.slider.focus({preventScroll:!0})}listen(){let{slider:e}=this,t=r=>{let o=e.getBoundingClientRect();return Math.min(Math.max((r.clientX-o.left)/o.width,0),1)},n=null;e.addEventListener("pointerdown",r=>{r.button!==0||this.drawn===null||(n=r.pointerId,e.setPointerCapture(n),e.focus({preventScroll:!0}),r.preventDefault(),this.events.drag(!0),this.go(t(r),!0))}),e.addEventListener("pointermove",r=>{r.pointerId===n&&this.go(t(r),!0)});let s=r=>{r.pointerId===n&&(n=null,this.go(this.t,!1),this.events.drag(!1))};e.addEventListener("pointerup",s),e.addEventListener("pointercancel",s),e.addEventListener("lostpointercapture",s),e.addEventListener("keydown",r=>{let o=this.keyTarget(r);o===null||r.ctrlKey||r.metaKey||r.altKey||(r.preventDefault(),r.stopPropagation(),this.go(o,!1))})}go(e,t){this.t=e,this.events.moved(e,t)}keyTarget(e){let t=e.shiftKey?Fu:_S,n=r=>Math.min(Math.max(Number((this.t+r).toFixed(4)),0),1);return{ArrowRight:n(t),ArrowUp:n(t),ArrowLeft:n(-t),ArrowDown:n(-t),PageUp:n(Fu),PageDown:n(-Fu),Home:0,End:1}[e.key]??null}drawCourse(e,t){this.drawn=e,this.held=-1,this.curveName="",this.curve.replaceChildren(...e?.ratios?bS(e.ratios):[]),this.limits.replaceChildren(...e?.ratios?wS(tg(e.ratios)):[]);let n=e&&e.anchors.length>2?e.stops.slice(1,-1):[];this.stops.replaceChildren(...n.map((s,r)=>{let o=D("div",{class:"nx-stop",title:t[r+1]??""});o.style.left=`${s*100}%`;let a=Math.min(s-(e?.stops[r]??0),(e?.stops[r+2]??1)-s)>.09;return o.append(D("span",{text:a?t[r+1]??"":""})),o})),Ke(this.stops,n.length===0)}drawCurves({curves:e,archs:t,course:n}){let s=e.filter(a=>a!==null),r=s.map(({key:a})=>a).join(" ");if(r===this.curveName||(this.curveName=r,s.length===0||!n))return;let o=Zm(s,t.length>1);this.curve.replaceChildren(...s.flatMap((a,l)=>Jm(a,o,l))),this.limits.replaceChildren(...nc(o),...t.length>1?Qm(s[0],t):[])}drawReady(e){let t=Array.from({length:Ou},(r,o)=>e(o/(Ou-1))?"1":"0").join("");if(t===this.marks)return;this.marks=t;let n=100/(Ou-1),s=[...t].map((r,o)=>`${r==="1"?"var(--nx-primary)":"transparent"} ${Math.max((o-.5)*n,0)}% ${Math.min((o+.5)*n,100)}%`);this.readyLine.style.background=`linear-gradient(to right, ${s.join(", ")})`}};function tg(i){return Math.max(Qr*1.2,...i.map(e=>e*1.15))}function bS(i){let e=tg(i),t=Math.max(i.length-1,1),n=i.map((a,l)=>`${(1e3*l/t).toFixed(1)},${(100-100*a/e).toFixed(1)}`),s=a=>`var(--nx-${us(a)})`,r=`nx-trust-${Math.random().toString(36).slice(2)}`,o=kt("linearGradient",{id:r},...i.map((a,l)=>kt("stop",{offset:String(l/t),style:`stop-color:${s(a)}`})));return[kt("defs",{},o),kt("path",{d:`M0,100L${n.join("L")}L1000,100Z`,fill:`url(#${r})`,class:"nx-area"}),kt("path",{d:`M${n.join("L")}`,stroke:`url(#${r})`,class:"nx-line"})]}function wS(i){return[[Qr,"sparse","middling"],[Xs,"empty","bad"]].filter(([t])=>t<i*.97).map(([t,n,s])=>{let r=D("div",{class:`nx-limit nx-${s}`},D("span",{text:n}));return r.style.bottom=`${100*t/i}%`,r})}var oc=class{root;track;listButton;listCount=D("span");ends;play;kinds=new Map;versus;spline;splineLabel;removeStop;hint=D("p",{class:"nx-hint",text:"Click a network on the map, then “Set as A” or “Set as B”. Shift and click adds a stop."});constructor(e){this.track=new rc(e),this.ends=[new ac("A",e.look),new ac("B",e.look)],this.play=vt(st("play"),"Play",e.play,"space"),this.play.classList.add("nx-play"),this.versus=D("select",{class:"nx-select",attributes:{"aria-label":"Beside it"}}),this.versus.addEventListener("change",()=>e.versus(this.versus.value||null)),this.spline=D("input",{attributes:{type:"checkbox"}}),this.spline.addEventListener("change",()=>e.spline(this.spline.checked)),this.splineLabel=D("label",{class:"nx-check",title:"A smooth curve through the stops"},this.spline,"Smooth"),this.removeStop=it("Remove stop","Remove the chosen stop, or the one next to the handle",e.removeStop),this.listButton=it("","Networks saved for show mode",e.list),this.listButton.append(st("list"),this.listCount);let t=it("Show","Show mode: full screen, for a talk (S)",e.show,"nx-primary");t.prepend(st("show"));let n=it("Optimize","Let the latent walk toward accuracy, an architecture or a shape",e.optimize);n.prepend(st("climb")),this.root=D("section",{class:"nx-journey",attributes:{"aria-label":"The path from A to B"}},D("div",{class:"nx-way"},this.ends[0].root,D("div",{class:"nx-middle"},this.track.root,this.hint),this.ends[1].root),D("div",{class:"nx-controls"},this.play,this.segmented(e),D("label",{class:"nx-labelled"},D("span",{class:"nx-faint",text:"Beside it"}),this.versus),this.splineLabel,this.removeStop,vt(st("swap"),"Swap A and B",e.swap,"X"),D("span",{class:"nx-space"}),n,this.listButton,t,vt(st("help"),"Keys",e.help,"?")))}render(e){let{view:t,course:n}=e,s=St(t);this.ends[0].render(t.a,e),this.ends[1].render(t.b,e),Ke(this.hint,s.length>=2),Ke(this.track.root,s.length<2),Ke(this.splineLabel,s.length<3),Ke(this.removeStop,s.length<3),this.spline.checked=t.spline,this.play.disabled=n===null,ic(this.play,t.play?"pause":"play"),ct(this.play,"aria-label",t.play?"Pause":"Play"),Ii(this.play,t.play),De(this.listCount,t.tour.length>0?`List ${t.tour.length}`:"List");for(let[r,o]of this.kinds)o.checked=r===t.path;this.renderVersus(t),this.track.render({t:t.t,course:n,spoken:e.spoken,ratio:e.ratio,ready:e.ready,held:e.held,stopNames:s.map(e.name),curves:e.curves,archs:e.archs})}renderVersus(e){if(this.versus.dataset.path!==e.path){this.versus.dataset.path=e.path;let t=jr.filter(n=>n!==e.path);this.versus.replaceChildren(D("option",{text:"nothing",attributes:{value:""}}),...t.map(n=>D("option",{text:Jr[n].toLowerCase(),attributes:{value:n}})))}this.versus.value!==(e.versus??"")&&(this.versus.value=e.versus??"")}segmented(e){let t=`nx-path-${Math.random().toString(36).slice(2)}`,n=jr.map(s=>{let r=D("input",{attributes:{type:"radio",name:t,value:s}});return r.addEventListener("change",()=>e.path(s)),this.kinds.set(s,r),D("label",{title:vm[s]},r,D("span",{text:Jr[s]}))});return D("div",{class:"nx-segmented",attributes:{role:"radiogroup","aria-label":"Kind of path"}},...n)}},ac=class{constructor(e,t){this.letter=e;this.root=D("button",{class:"nx-end",attributes:{type:"button"}},D("span",{class:"nx-end-picture"},this.image),D("span",{class:"nx-end-label"},D("span",{class:"nx-letter",text:e}),this.label)),this.root.addEventListener("click",()=>{this.id!==null&&t(this.id)})}letter;root;image=D("img",{attributes:{alt:""}});label=D("span",{class:"nx-end-name"});id=null;render(e,t){this.id=e;let n=e===null?"not chosen":t.name(e);De(this.label,n),ct(this.root,"aria-label",e===null?`${this.letter} is not chosen`:`${this.letter}, ${n}: look at it`),this.root.disabled=e===null;let s=e===null?void 0:t.thumbnail(e);Ke(this.image,s===void 0),s&&this.image.getAttribute("src")!==s&&(this.image.src=s)}};var MS=[["Everywhere",[["S","show mode"],["Space","play or pause the path"],["← →","one step along the path, Shift: ten"],["A  B","start or end the path at the chosen network"],["K","add the chosen network as a stop"],["X","swap A and B"],["L","save the chosen network to the list"],["T  W  C  I","turntable, wireframe, section, both ends small"],["V","compare with another path"],["0","reset the camera"],["?","this list"]]],["Show mode",[["Space","play or pause"],["← →","one step, Shift: ten"],["+  −","faster, slower"],["L","back and forth"],["N  P","next, previous of the list"],["M  H","hide the map, hide the text"],["F","full screen"],["Esc","leave"]]]];function ng(){let i=MS.map(([t,n])=>D("div",{},D("h4",{text:t}),D("dl",{},...n.flatMap(([s,r])=>[D("dt",{},...SS(s)),D("dd",{text:r})])))),e=D("dialog",{class:"nx-dialog nx-help",attributes:{"aria-label":"Keys"}},D("h3",{text:"Keys"}),D("div",{class:"nx-help-groups"},...i),D("p",{class:"nx-faint",text:"On the map and on the shape, arrow keys move what has the focus. Tab goes from one part to the next."}),D("div",{class:"nx-dialog-foot"},D("span",{class:"nx-space"})));return e.lastElementChild?.append(it("Close","Close (Escape)",()=>e.close(),"nx-primary")),e}function SS(i){return i.split(/\s+/).map(e=>D("kbd",{text:e}))}function ES(i,e,t,n){let s=i.length===1?i.toLowerCase():i,r=e?.1:.01;if(t){let l={"+":c=>c.faster(1),"=":c=>c.faster(1),"-":c=>c.faster(-1),l:c=>c.loop(),n:c=>c.next(1),p:c=>c.next(-1),PageDown:c=>c.next(1),PageUp:c=>c.next(-1),m:c=>c.toggleMap(),h:c=>c.toggleText(),f:c=>c.fullScreen(),s:c=>c.leave(),Escape:c=>c.leave(),ArrowRight:c=>c.step(r),ArrowLeft:c=>c.step(-r)}[s];if(l)return l}else if(!n&&(i==="ArrowRight"||i==="ArrowLeft"))return a=>a.step(i==="ArrowRight"?r:-r);return n&&s==="0"?null:{"?":a=>a.help()," ":a=>a.play(),s:a=>a.show(),a:a=>a.setA(),b:a=>a.setB(),k:a=>a.addStop(),x:a=>a.swap(),l:a=>a.save(),t:a=>a.tool("turntable"),w:a=>a.tool("wireframe"),i:a=>a.tool("insets"),c:a=>a.tool("section"),v:a=>a.tool("compare"),0:a=>a.tool("reset")}[s]??null}function ig(i,e,t){let n=s=>{if(s.defaultPrevented||s.ctrlKey||s.metaKey||s.altKey||qf(s.target))return;let r=s.target instanceof HTMLElement?s.target:document.body,o=i.contains(r);if(!o&&r!==document.body&&!e()||r.closest("dialog")||s.key===" "&&r.closest("button, a, input, summary, [role=slider]")&&!e())return;let a=o&&r.closest(".nx-pane-map, .nx-pane-viewer, .nx-segmented, .nx-table-box")!==null,l=ES(s.key,s.shiftKey,e(),a);l&&(s.preventDefault(),s.stopPropagation(),l(t))};return window.addEventListener("keydown",n,!0),()=>window.removeEventListener("keydown",n,!0)}var lc=class{constructor(e){this.events=e;this.through=it("Path through all","Make these networks the stops of the path",()=>{this.root.close(),e.path()}),this.clear=it("Clear","Take all from the list",()=>e.change([])),this.root=D("dialog",{class:"nx-dialog",attributes:{"aria-label":"List for show mode"}},D("h3",{text:"List for show mode"}),this.text,this.list,D("div",{class:"nx-dialog-foot"},this.through,this.clear,D("span",{class:"nx-space"}),it("Close","Close (Escape)",()=>this.root.close(),"nx-primary")))}events;root;list=D("ol",{class:"nx-saved"});text=D("p",{class:"nx-faint"});through;clear;tour=[];open(){this.root.open||this.root.showModal()}render(e,t){this.text.textContent=e.tour.length===0?"Nothing is saved yet: click a network on the map, then “Save to list”. In show mode, N and P go from one to the next.":`${Fi(e.tour.length)}; in show mode, N and P go from one to the next.`,this.through.disabled=e.tour.length<2,this.clear.disabled=e.tour.length===0,!(e.tour===this.tour&&this.list.childElementCount===e.tour.length)&&(this.tour=e.tour,this.list.replaceChildren(...e.tour.map((n,s)=>D("li",{},it(t(n),"Look at this network",()=>this.events.look(n),"nx-link"),vt(st("close"),`Take ${t(n)} from the list`,()=>this.events.change(e.tour.filter((r,o)=>o!==s)))))))}};function sg(i,e,t,n,s,r){let o=TS(i),a=o.width/o.height*640,l=t.width/t.height*640,[c,h]=[a+24+l+56,752],u=640/o.height,d=i.replace(/^\s*<\?xml[^>]*>\s*/,""),p=(g,_,m,f,b,A)=>`<text x="${g}" y="${_}" font-family="${Uu(r.font)}" font-size="${m}" font-weight="${f}" fill="${b}">${Uu(A)}</text>`;return[`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${cc(c)} ${h}" width="${cc(c)}" height="${h}">`,`<title>${Uu(n)}</title>`,`<rect width="100%" height="100%" fill="${r.paper}"/>`,'<g transform="translate(28 28)">',p(0,20,20,650,r.ink,n),p(0,42,14,400,r.faint,s),`<g transform="translate(0 56) scale(${u.toFixed(4)})">${d}</g>`,`<image x="${cc(a+24)}" y="56" width="${cc(l)}" height="640" href="${e}"/>`,"</g>","</svg>"].join(`
`)}function TS(i){let e=/<svg[^>]*>/.exec(i)?.[0]??"",t=o=>Number.parseFloat(new RegExp(`\\s${o}="([\\d.]+)`).exec(e)?.[1]??""),n=/viewBox="[\d.-]+[\s,]+[\d.-]+[\s,]+([\d.]+)[\s,]+([\d.]+)"/.exec(e),[s,r]=[t("width")||Number(n?.[1]),t("height")||Number(n?.[2])];return s>0&&r>0?{width:s,height:r}:{width:100,height:100}}function Uu(i){return i.replaceAll("&","&amp;").replaceAll("<","&lt;").replaceAll(">","&gt;").replaceAll('"',"&quot;")}function cc(i){return Math.round(i*10)/10}async function rg(i){let e=await createImageBitmap(i),t={width:e.width,height:e.height};return e.close(),{url:await new Promise((s,r)=>{let o=new FileReader;o.onload=()=>s(String(o.result)),o.onerror=()=>r(o.error??new Error("The picture could not be read.")),o.readAsDataURL(i)}),size:t}}function og(i){hg(i,async()=>Xr(`${cg(i)}.png`,await i.viewer.picture()))}function ag(i){hg(i,async()=>{let{url:e,size:t}=await rg(await i.viewer.picture()),n=sg(i.map.svg(),e,t,lg(i),i.title,i.theme);Xr(`${cg(i)}.svg`,new Blob([n],{type:"image/svg+xml"}))})}function lg(i){return eo(i.view,St(i.view),i.stops(),e=>i.name(e))}function cg(i){return`${i.space} ${lg(i)}`.toLowerCase().replaceAll("%"," percent").replace(/[^a-z0-9]+/g,"-")}function hg(i,e){e().catch(t=>{i.say(`This could not be saved: ${t instanceof Error?t.message:String(t)}`)})}function ug(i,e){return{columns:["id","name",...i.labels.map(t=>t.title)],rows:e.map(t=>({id:t,cells:[t,i.names[t]??"",...i.labels.map(n=>AS(n,t))]}))}}function ku(i,e,t){let n=t?-1:1;return[...i].sort((s,r)=>{let[o,a]=[s.cells[e]??"",r.cells[e]??""];return typeof o=="number"&&typeof a=="number"?n*(o-a):n*String(o).localeCompare(String(a),"en",{numeric:!0})})}function dg(i){let e=t=>/[",\r\n]/.test(String(t))?`"${String(t).replaceAll('"','""')}"`:String(t);return[i.columns,...i.rows.map(t=>t.cells)].map(t=>`${t.map(e).join(",")}\r
`).join("")}function pg(i){return typeof i=="number"&&!Number.isInteger(i)?i.toFixed(3):String(i)}function AS(i,e){return"categories"in i?i.categories[i.codes[e]??-1]??"":Number((i.values[e]??Number.NaN).toPrecision(7))}var hc=class{constructor(e){this.events=e;this.mean=it("Mean shape","Decode the mean of their latents",e.mean),this.tour=it("Tour through it","A path from one to the next",e.tour);let t=it("CSV","Save this table",()=>this.save());t.prepend(st("download")),this.root=D("section",{class:"nx-selection",attributes:{"aria-label":"Selected networks"}},D("div",{class:"nx-selection-head"},this.count,D("span",{class:"nx-space"}),this.mean,this.tour,t,vt(st("close"),"Clear the selection",e.clear)),D("div",{class:"nx-table-box",attributes:{tabindex:"0","aria-label":"Table of the selected networks"}},this.table)),this.root.hidden=!0}events;root;count=D("b");mean;tour;table=D("table",{class:"nx-table"});shown=null;of=null;data=null;column=0;descending=!1;chosen=null;render(e,t){Ke(this.root,e.selection.length===0),e.selection.length!==0&&(De(this.count,`${Fi(e.selection.length)} selected`),Ii(this.mean,e.shown==="mean"),this.tour.disabled=e.selection.length<2,t&&(e.selection!==this.of||t!==this.data)&&([this.of,this.data]=[e.selection,t],this.shown=ug(t,e.selection),this.draw()),e.id!==this.chosen&&this.mark(e.id))}draw(){if(!this.shown)return;let e=this.shown.columns.map((n,s)=>{let r=it(n,`Sort by ${n}`,()=>this.sortBy(s),"nx-link"),o=s===this.column?this.descending?"descending":"ascending":"none";return D("th",{attributes:{scope:"col","aria-sort":o}},r)}),t=ku(this.shown.rows,this.column,this.descending).map(n=>{let s=n.cells.map((r,o)=>{let a=D("td",{class:typeof r=="number"?"nx-number":""});return o===1?a.append(it(String(r),"Look at this network",()=>this.events.look(n.id),"nx-link")):a.textContent=pg(r),a});return D("tr",{attributes:{"data-id":String(n.id)}},...s)});this.table.replaceChildren(D("thead",{},D("tr",{},...e)),D("tbody",{},...t)),this.mark(this.chosen)}sortBy(e){this.descending=e===this.column&&!this.descending,this.column=e,this.draw(),this.table.querySelectorAll("th button")[e]?.focus()}mark(e){this.chosen=e;for(let t of this.table.querySelectorAll("tbody tr")){let n=t.dataset.id===String(e);t.classList.toggle("nx-chosen",n),n&&t.scrollIntoView({block:"nearest"})}}save(){if(!this.shown)return;let e=ku(this.shown.rows,this.column,this.descending),t=dg({columns:this.shown.columns,rows:e});Xr("selection.csv",new Blob([t],{type:"text/csv"}))}};var CS=2e3,uc=class{constructor(e,t){this.root=e;this.events=t;this.text=D("div",{class:"nx-show-text"},this.title,D("div",{class:"nx-show-line"},this.share,this.dot,this.word)),this.play=vt(st("play"),"Play",t.play,"space"),this.loop=vt(st("loop"),"Back and forth",t.loop,"L");let n=(s,r,o)=>{let a=D("button",{class:"nx-icon-button",text:s,title:r,attributes:{type:"button","aria-label":r}});return a.addEventListener("click",()=>t.faster(o)),a};this.controls=D("div",{class:"nx-show-controls"},this.play,this.loop,n("−","Slower (−)",-1),this.speed,n("+","Faster (+)",1),vt(st("close"),"Leave show mode",t.leave,"Esc")),document.addEventListener("fullscreenchange",this.fullScreenChanged),e.addEventListener("pointermove",this.woken)}root;events;text;controls;title=D("div",{class:"nx-big"});share=D("span",{class:"nx-share"});dot=D("span",{class:"nx-dot"});word=D("span");play;loop;speed=D("span",{class:"nx-speed"});on=!1;full=!1;timer=0;mapHidden=!1;textHidden=!1;get showing(){return this.on}enter(e){this.on||(this.on=!0,this.root.classList.add("nx-showing"),this.raise(),document.activeElement?.blur(),e&&this.fullScreen(),this.woken(),this.events.resized())}leave(){this.on&&(this.on=!1,clearTimeout(this.timer),this.lower(),this.root.classList.remove("nx-showing","nx-still","nx-no-map","nx-no-text"),[this.mapHidden,this.textHidden]=[!1,!1],this.full&&document.fullscreenElement&&document.exitFullscreen(),this.full=!1,this.events.resized())}toggleMap(){this.mapHidden=!this.mapHidden,this.root.classList.toggle("nx-no-map",this.mapHidden)}toggleText(){this.textHidden=!this.textHidden,this.root.classList.toggle("nx-no-text",this.textHidden)}async fullScreen(){if(document.fullscreenElement){this.full=!1,await document.exitFullscreen();return}try{await document.documentElement.requestFullscreen(),this.full=!0}catch{this.full=!1}}render(e){De(this.title,e.title),De(this.share,e.share),Ke(this.share,e.share===""),De(this.word,e.word),this.dot.dataset.trust=e.trust,Ke(this.dot,e.word===""),ic(this.play,e.view.play?"pause":"play"),ct(this.play,"aria-label",e.view.play?"Pause":"Play"),Ii(this.loop,e.view.loop),De(this.speed,`${e.view.speed}×`)}dispose(){this.leave(),document.removeEventListener("fullscreenchange",this.fullScreenChanged),this.root.removeEventListener("pointermove",this.woken)}woken=()=>{this.on&&(this.root.classList.remove("nx-still"),clearTimeout(this.timer),this.timer=window.setTimeout(()=>this.root.classList.add("nx-still"),CS))};fullScreenChanged=()=>{if(this.on){if(!document.fullscreenElement&&this.full){this.full=!1,this.events.left();return}this.lower(),this.raise(),this.events.resized()}};raise(){"showPopover"in this.root&&(this.root.setAttribute("popover","manual"),this.root.showPopover())}lower(){this.root.hasAttribute("popover")&&(this.root.hidePopover(),this.root.removeAttribute("popover"))}};var RS=5e3,dc=class{banner=D("div",{class:"nx-banner",attributes:{role:"status","aria-live":"polite"}});line=D("div",{class:"nx-quality",attributes:{"aria-hidden":"true"}});spoken=D("div",{class:"nx-unseen",attributes:{role:"status"}});timer=0;trouble="";constructor(){this.banner.hidden=!0}bad(e){this.trouble=e,this.draw(e,!0)}well(e){this.trouble&&(this.trouble="",this.say(e))}say(e){this.draw(e,!1),this.timer=window.setTimeout(()=>{this.trouble?this.draw(this.trouble,!0):Ke(this.banner,!0)},RS)}announce(e){De(this.spoken,e)}quality(e){De(this.line,e)}dispose(){clearTimeout(this.timer)}draw(e,t){clearTimeout(this.timer),this.banner.classList.toggle("nx-bad-news",t),De(this.banner,e),Ke(this.banner,!1)}};var pc=class{root;toggles;section;sectionBox;view=null;shapes;constructor(e,t){this.shapes=e;let n=c=>()=>t.change({[c]:!(this.view?.[c]??!1)}),s=vt(st("turntable"),"Turntable",n("turntable"),"T"),r=vt(st("wireframe"),"Wireframe",n("wireframe"),"W"),o=vt(st("section"),"Section",()=>t.change({section:this.view?.section==null?0:null}),"C"),a=vt(st("insets"),"Show both ends small",n("insets"),"I"),l=vt(st("compare"),"Compare with another path",t.compare,"V");this.section=D("input",{class:"nx-range",attributes:{type:"range",min:"-1",max:"1",step:"0.01","aria-label":"Place of the section"}}),this.section.addEventListener("input",()=>t.change({section:Number(this.section.value)})),this.sectionBox=D("span",{class:"nx-section"},this.section),this.toggles=[[s,c=>c.turntable],[r,c=>c.wireframe],[o,c=>c.section!==null],[a,c=>c.insets],[l,c=>c.versus!==null&&c.shown==="path"]],this.root=D("div",{class:"nx-tools",attributes:{role:"toolbar","aria-label":"Viewer"}},...e?[vt(st("reset"),"Reset the camera",t.reset,"0"),s,r,o]:[],this.sectionBox,...e?[a]:[],l,D("span",{class:"nx-divider"}),vt(st("picture"),"Save the picture (PNG)",t.picture),vt(st("figure"),"Save the figure (SVG)",t.figure))}render(e){this.view=e;for(let[t,n]of this.toggles)Ii(t,n(e));Ke(this.sectionBox,e.section===null||!this.shapes),e.section!==null&&(ct(this.section,"aria-valuetext",e.section.toFixed(2)),Number(this.section.value)!==e.section&&(this.section.value=String(e.section)))}};var PS=1/64,fc=class{constructor(e){this.app=e;let{actions:t}=e;this.facts=new tc({look:u=>t.look(u),setA:()=>t.setEnd("a"),setB:()=>t.setEnd("b"),addStop:()=>t.addStop(),save:()=>t.save()}),this.journey=this.makeJourney(),this.strip=new sc({start:(u,d,p)=>e.optimize(u,d,p),control:u=>e.control(u),look:(u,d)=>e.optimizer.look(u,d),close:()=>e.showOptimizer(!1)}),this.selection=new hc({look:u=>t.look(u),mean:()=>t.mean(),tour:()=>t.tour(),clear:()=>t.select([])}),this.saved=new lc({look:u=>t.look(u),change:u=>e.change({tour:u}),path:()=>t.pathThroughList()}),this.tools=new pc(e.shapes,{reset:()=>e.viewer.reset(),change:u=>e.change(u),compare:()=>t.compare(),picture:()=>og(e),figure:()=>ag(e)}),this.show=new uc(e.panes.app,{left:()=>e.change({show:!1}),play:()=>t.play(),loop:()=>e.change({loop:!e.view.loop}),faster:u=>t.faster(u),leave:()=>e.change({show:!1}),resized:()=>this.resized()});let{facts:n,journey:s,strip:r,selection:o,show:a,status:l,tools:c}=this,h=[this.help,this.saved.root];Vm(e.panes,{facts:n,journey:s,strip:r,selection:o,show:a,status:l,tools:c,dialogs:h}),this.endings=[Gm(e.panes,()=>this.resized()),ig(e.panes.app,()=>this.show.showing,this.keyActions())]}app;status=new dc;facts;journey;strip;selection;saved;show;tools;help=ng();endings;asked=0;waitingSince=0;titles="";spoken="";push(e,t){let{map:n,viewer:s}=this.app;t("a","b","via")&&n.setAnchors(St(e)),t("shown","id")&&n.setChosen(e.shown==="network"?e.id:null),t("colour")&&e.colour&&n.setColour(e.colour),t("hidden")&&n.setHidden([...e.hidden]),t("search")&&n.setSearch(e.search),t("selection")&&n.setSelection([...e.selection]),t("place")&&n.setFree(e.place),t("sheet")&&n.setSheet(e.sheet),t("window")&&this.setWindow(e),t("camera")&&e.camera&&(s.camera=e.camera),t("wireframe","section","turntable","insets","versus","shown","show")&&this.setOptions(e),t("shown")&&this.showEnds(),t("show")&&this.setShow(e.show)}showEnds(){let e=this.app.view.shown==="path"?this.app.courses.current()[0]?.key:void 0,t=n=>e?this.app.frames.exact({kind:"path",path:e,t:n})??null:null;this.app.viewer.showEnds(t(0),t(1))}render(){this.asked===0&&(this.asked=requestAnimationFrame(()=>{this.asked=0,this.draw()}))}announce(){this.status.announce(this.spoken)}dispose(){cancelAnimationFrame(this.asked);for(let e of this.endings)e();this.show.dispose(),this.status.dispose()}draw(){let{app:e}=this,{data:t,optimizer:n}=e,{told:s}=n,r=s?{...e.view,shown:"place"}:e.view,o=_=>e.name(_),a=e.courses.current()[0],l=St(r),c=e.hand.frame(0),h=s?.title??eo(r,l,a?.stops??[],o),u=r.shown==="path"&&r.path==="raw",d=e.waiting?null:c?.where??null;e.map.setHandle(a?r.t:null),this.facts.render({view:r,title:h,frame:c,data:t,name:o,pending:e.waiting}),this.tools.render(r),this.selection.render(r,t),this.saved.render(r,o);let p=a?.ratios?Sm(a.ratios,r.t):null,g=e.waiting||!c?.judged?"":Al(c.judged,t?.classifiers??null);this.spoken=[h,_m(d,u,o),g].filter(Boolean).join(": "),this.journey.render({view:r,course:a,name:o,thumbnail:_=>e.thumbnails.get(_),ratio:e.shapes?p:null,spoken:this.spoken,ready:_=>this.ready(a?.key,_),held:a?e.frames.count(a.key):0,curves:e.courses.current().map((_,m)=>_&&e.curves[m]?.key===_.key?e.curves[m]:null),archs:t?.classifiers?.archs??[]}),this.show.render({view:r,...s?{title:h,share:""}:this.showTitle(r,l,a?.stops??[]),...this.trustOf(c,u)}),this.drawTitles(r),this.drawStrip(),this.drawQuality()}drawStrip(){let{app:e}=this,{run:t,kept:n,index:s,open:r}=e.optimizer;for(let[o,a]of[[this.journey.root,r],[this.strip.root,!r]])o.classList.toggle("nx-away",a),a?ct(o,"inert",""):o.removeAttribute("inert");r&&this.strip.render({run:t,kept:n,index:s,accuracies:!e.shapes,goals:this.goals()})}goals(){let{app:e}=this;if(e.shapes){let{a:s,b:r,id:o}=e.view;return[...new Set([r,s,o].filter(l=>l!==null))].map(l=>({value:`shape:${l}`,title:`the shape of ${e.name(l)}`}))}let t=e.data?.classifiers?.archs??[],n=t.length>1?t.map(s=>({value:`arch:${s}`,title:s})):[];return[{value:"accuracy",title:"accuracy"},...n]}trustOf(e,t){if(this.app.waiting||!e)return{word:"",trust:"none"};if(e.judged)return{word:`${ln(e.judged.accuracy)} % right`,trust:"none"};let{where:n}=e;return n&&!t?{word:ci(n.ratio),trust:us(n.ratio)}:{word:"",trust:"none"}}drawTitles(e){let n=(e.shown==="path"&&e.versus?[e.path,e.versus]:[]).map((r,o)=>{let a=this.app.shapes?this.app.hand.frame(o===0?0:1)?.where:null;return[Jr[r],r==="raw"?"not of this space":a&&ci(a.ratio)].filter(Boolean).join(" · ")}),s=n.join("|");s!==this.titles&&(this.titles=s,this.app.viewer.setTitles(n[0]??"",n[1]??""))}drawQuality(){let{app:e}=this,t=e.hand.frame(0);e.waiting&&this.waitingSince===0&&(this.waitingSince=performance.now()),e.waiting||(this.waitingSince=0);let n=e.waiting&&performance.now()-this.waitingSince>250;e.panes.viewer.classList.toggle("nx-waiting",n),e.waiting&&!n&&this.render();let s=t?.judged?`${t.judged.count.toLocaleString("en")} images`:`${t?.resolution}³`;this.status.quality(t?`${s} · ${Math.round(t.milliseconds)} ms`:"")}showTitle(e,t,n){let s=c=>this.app.name(c);if(e.shown!=="path"||t.length<2)return{title:eo(e,t,n,s),share:""};let{leg:r,share:o}=Mu(n.length===t.length?n:Su(t.length),e.t),[a,l]=[t[r]??0,t[r+1]??0];return{title:`${Ni(s(a))} → ${s(l)}`,share:Eu(o)}}ready(e,t){let n=e?this.app.frames.nearest(e,t):void 0;return n?.place.kind==="path"&&Math.abs(n.place.t-t)<=PS}setOptions(e){this.app.viewer.setOptions({wireframe:e.wireframe,section:e.section,turntable:e.turntable,insets:e.insets&&e.shown==="path"&&!e.show,compare:e.versus!==null&&e.shown==="path"})}setWindow(e){let{map:t}=this.app;if(!e.window)return;let{x:n,y:s,half:r}=t.window,{window:o}=e;Math.abs(n-o.x)+Math.abs(s-o.y)+Math.abs(r-o.half)>1e-6&&(t.window=o)}setShow(e){let t=navigator.userActivation?.isActive??!1;e?this.show.enter(t):this.show.leave(),e&&!t&&this.status.say("Space plays, F fills the screen, Esc leaves, ? lists all keys."),this.app.map.setCompact(e)}resized(){this.app.map.resize(),this.app.viewer.resize()}makeJourney(){let{app:e}=this,{actions:t}=e;return new oc({moved:(n,s)=>e.moved({t:n,shown:"path",play:!1},s),drag:n=>e.drag(n),look:n=>t.look(n),path:n=>e.change({path:n,shown:"path",play:!1,versus:e.view.versus===n?null:e.view.versus}),versus:n=>e.change({versus:n,shown:"path"}),spline:n=>e.change({spline:n,shown:"path",play:!1}),play:()=>t.play(),swap:()=>t.swap(),removeStop:()=>t.removeStop(),list:()=>this.saved.open(),optimize:()=>e.showOptimizer(!0),show:()=>e.change({show:!0}),help:()=>this.help.showModal()})}keyActions(){let{app:e}=this,{actions:t}=e,n={turntable:()=>e.change({turntable:!e.view.turntable}),wireframe:()=>e.change({wireframe:!e.view.wireframe}),insets:()=>e.change({insets:!e.view.insets}),section:()=>e.change({section:e.view.section===null?0:null}),compare:()=>t.compare(),reset:()=>e.viewer.reset()};return{help:()=>this.help.showModal(),show:()=>e.change({show:!0}),play:()=>t.play(),step:s=>t.step(s),setA:()=>t.setEnd("a"),setB:()=>t.setEnd("b"),addStop:()=>t.addStop(),swap:()=>t.swap(),save:()=>t.save(),tool:s=>n[s](),faster:s=>t.faster(s),loop:()=>e.change({loop:!e.view.loop}),next:s=>t.next(s),toggleMap:()=>this.show.toggleMap(),toggleText:()=>this.show.toggleText(),fullScreen:()=>{this.show.fullScreen()},leave:()=>e.change({show:!1})}}};function fg(){return D("p",{class:"nx-no-webgl",text:"This browser draws no WebGL, which the live view needs. The plain view comes instead."})}var mc=class{drag=[];wants=[];exact=[];frameBytes=[];firstPathMs=[];allAheadMs=[];restMs=[];reconnects=0;keep(e,t){e.push(t),e.length>4e3&&e.splice(0,e.length-4e3)}movedFor(e){for(let t=this.wants.length-1;t>=0;t-=1)if(this.wants[t]?.seq===e)return this.wants[t]?.moved}clear(){for(let e of[this.drag,this.wants,this.exact,this.frameBytes,this.firstPathMs,this.allAheadMs,this.restMs])e.length=0}};var LS=["#E69F00","#56B4E9","#009E73","#D55E00","#0072B2","#CC79A7","#BFAE00"],IS="system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', 'DejaVu Sans', sans-serif",mg={dark:!1,ink:"#1C2430",faint:"#6B7684",paper:"#FFFFFF",panel:"#F3F5F7",line:"#D9DEE5",primary:"#0B7A69",material:"#DDA673",otherMaterial:"#93A9BD",font:IS,categorical:LS,good:"#0B7A69",middling:"#A96A00",bad:"#B3372F"},DS={...mg,dark:!0,ink:"#EEF1F5",faint:"#98A3B3",paper:"#11161D",panel:"#1C2430",line:"#303A48",primary:"#2FA893",material:"#E0AC7B",otherMaterial:"#8FA6BC",good:"#4CC9B0",middling:"#F0B14A",bad:"#F0837B"};function Bu(i,e){let t=getComputedStyle(i),n=a=>t.getPropertyValue(`--st-${a}`).trim(),s=n("background-color"),o=(s?NS(s)<.4:e==="dark")?DS:mg;return{...o,ink:n("text-color")||o.ink,paper:s||o.paper,panel:n("secondary-background-color")||o.panel,line:n("border-color")||o.line,primary:n("primary-color")||o.primary,font:n("font")||o.font}}function zu(i,e){let t=["ink","faint","paper","panel","line","primary","material","good","middling","bad","font"];for(let n of t)i.style.setProperty(`--nx-${n}`,e[n]);i.style.setProperty("color-scheme",e.dark?"dark":"light"),i.classList.toggle("nx-dark",e.dark)}function gg(i,e){let t=0,n=()=>{cancelAnimationFrame(t),t=requestAnimationFrame(e)},s=new MutationObserver(n);for(let o=i.parentElement;o;o=o.parentElement)s.observe(o,{attributes:!0,attributeFilter:["class","style","data-theme"]});let r=matchMedia("(prefers-color-scheme: dark)");return r.addEventListener("change",n),()=>{cancelAnimationFrame(t),s.disconnect(),r.removeEventListener("change",n)}}function NS(i){let e=document.createElement("canvas").getContext("2d");if(!e)return 1;e.fillStyle="#ffffff",e.fillStyle=i,e.fillRect(0,0,1,1);let[t=255,n=255,s=255]=e.getImageData(0,0,1,1).data;return(.2126*t+.7152*n+.0722*s)/255}var gc=class{constructor(e){this.send=e}send;urls=new Map;asked=new Set;colour="";get(e){return this.urls.get(e)}setColour(e){let t=e.toLowerCase();t!==this.colour&&(this.colour=t,this.clear())}need(e){let t=[...new Set(e)].filter(n=>!this.urls.has(n)&&!this.asked.has(n));for(let n=0;n<t.length;n+=64){let s=t.slice(n,n+64);if(!this.send(s,this.colour))return;for(let r of s)this.asked.add(r)}}took(e,t,n){if(this.asked.delete(e),t!==this.colour)return URL.revokeObjectURL(n),!1;this.forget(e),this.urls.set(e,n);let s=this.urls.size>3e3?this.urls.keys().next().value:void 0;return s!==void 0&&this.forget(s),!0}again(){this.asked.clear()}clear(){for(let e of[...this.urls.keys()])this.forget(e);this.asked.clear()}forget(e){let t=this.urls.get(e);t!==void 0&&URL.revokeObjectURL(t),this.urls.delete(e)}};var FS=96,OS=33,US=.0051,kS=.25,BS=["shown","id","a","b","via","t","path","versus","place","play"],xc=class{constructor(e,t){this.root=e;this.component=t;e.replaceChildren(this.panes.app),this.theme=Bu(e,t.data.theme),zu(this.panes.app,this.theme),this.revision=t.data.revision,this.reporter=new ec(()=>_u(this.state),n=>{this.component.setStateValue("link",n),this.screen.announce()}),this.viewer=this.shapes?new Ws(this.panes.viewer,{cameraChanged:n=>this.change({camera:n})}):new Rl(this.panes.viewer),this.courses=this.makeCourses(),this.hand=this.makeHand(),this.player=this.makePlayer(),this.optimizer=this.makeOptimizer(),this.thumbnails=new gc((n,s)=>this.line.send({type:"thumbs",ids:n,colour:s})),this.thumbnails.setColour(this.theme.material),this.map=this.makeMap(),this.screen=new fc(this),this.line=new Zl(this.lineEvents(),this.screen.status,()=>this.component),this.stopWatching=gg(e,()=>this.readTheme()),this.viewer.setTheme(this.theme),this.map.setTheme(this.theme),this.setHeight(t.data.height),this.viewer.resize(),this.map.resize(),this.show(zl(t.data.link),Dn,!1),this.reporter.known(),this.line.open()}root;component;state=Dn;data=null;stats=new mc;frames=new kl;map;viewer;curves=[null,null];panes=Hm();actions=new Vl(this);courses;hand;player;optimizer;thumbnails;theme;waiting=!1;screen;line;reporter;stopWatching;revision;dragSince=0;optimized=0;pathSeen={shown:"",all:""};update(e){let t=this.component.data;this.component=e;let{data:n}=e;this.setHeight(n.height),n.theme!==t.theme&&this.readTheme(),n.token!==t.token&&this.line.renewed(),n.revision!==this.revision&&(this.revision=n.revision,this.take(n.link))}get shapes(){return this.component.data.kind!=="classifier"}get space(){return this.component.data.space}get title(){return this.component.data.title}get connection(){return this.line.connection}get view(){return this.state}change(e,t=!1){let n=this.state,s={...n,...e};BS.some(o=>o in e)&&this.leaveOptimizer(),s.shown!=="place"&&(s.place=null),this.show(s,n,t),this.player.playing&&!("play"in e)||n.turntable&&"camera"in e||this.reporter.changed()}stops(){return this.courses.current()[0]?.stops??[]}control(e){this.line.send({type:"optimize_control",action:e})}showOptimizer(e){this.optimizer.open=e,this.screen.render()}say(e){this.screen.status.say(e)}name(e){return this.data?.names[e]??`network ${e}`}drag(e){if(this.reporter.hold(e),!e){this.dragSince=0;return}if(this.dragSince!==0)return;this.dragSince=performance.now();let t=()=>{if(this.dragSince===0)return;let n=performance.now();this.stats.keep(this.stats.drag,n-this.dragSince),this.dragSince=n,requestAnimationFrame(t)};requestAnimationFrame(t)}dispose(){this.drag(!1),this.player.stop(),this.stopWatching(),this.reporter.dispose(),this.screen.dispose(),this.line.close(),this.thumbnails.clear(),this.map.dispose(),this.viewer.dispose(),this.panes.app.remove()}take(e){this.leaveOptimizer();let t=zl(e,this.data?.count),n=Math.abs(t.t-this.state.t)<US?this.state.t:t.t;this.show({...t,t:n,play:t.play&&this.state.play},this.state,!1),this.reporter.known()}show(e,t,n){this.state=e;let s=t===Dn,r=(...o)=>s||o.some(a=>e[a]!==t[a]);if(r("a","b","via","path","spline","versus")){let[o,a]=wm(e);this.courses.wish(0,o),this.courses.wish(1,a),this.thumbnails.need(St(e))}this.screen.push(e,r),this.hand.move(this.places(),n),this.playIfAsked(),this.screen.render()}places(){let{place:e}=this.optimizer;return e?[e]:Wl(this.state,this.courses.current())}playIfAsked(){let e=this.state.shown==="path"&&this.courses.current()[0]!==null;this.state.play&&e?this.player.start(this.state.t):this.player.stop()}makeHand(){return new $l({send:(e,t,n)=>this.line.send({type:"want",seq:e,places:t,moving:n}),exact:(e,t)=>this.frames.exact(e,t),nearest:(e,t)=>this.frames.nearest(e,t,FS),show:(e,t)=>this.viewer.show(e,t),shown:(e,t)=>{this.waiting=t,this.noteFirst(e),this.screen.render()},onNextFrame:e=>requestAnimationFrame(e),now:()=>performance.now(),stats:this.stats})}makeCourses(){return new Xl({send:(e,t)=>this.line.send({type:"path",anchors:[...t.anchors],kind:t.kind,spline:t.spline,slot:e}),dropped:e=>this.frames.dropPath(e.key),changed:e=>this.courseChanged(e),now:()=>performance.now()})}courseChanged(e){e===0&&this.map.setCourse(this.courses.drawn(0)),this.screen.showEnds(),this.hand.move(this.places(),this.player.playing),this.playIfAsked(),this.screen.render()}makePlayer(){return new Ql({moved:(e,t)=>{let n=this.courses.current();this.state={...this.state,t:e},this.hand.move(Wl(this.state,n),!0,Wl(this.state,n,t)),this.screen.render()},ended:()=>this.change({play:!1}),pace:()=>{let e=this.stats.exact.slice(-8).map(r=>r.latency/1e3),t=e.reduce((r,o)=>r+o,0)/Math.max(e.length,1),{speed:n,loop:s}=this.state;return{legs:St(this.state).length-1,speed:n,loop:s,lead:Math.min(t,kS)}}})}makeOptimizer(){return new Jl({looked:e=>{let{versus:t,play:n}=this.state;t||n?this.show({...this.state,versus:null,play:!1},this.state,e):this.hand.move(this.places(),e),this.map.setRun(this.optimizer.run,this.optimizer.index),this.screen.render()},changed:()=>{let{run:e,kept:t}=this.optimizer;this.map.setRun(e,this.optimizer.index),this.map.setKept(t),this.screen.render()},news:()=>{this.optimized+=1,this.component.setTriggerValue("optimized",this.optimized)}})}leaveOptimizer(){this.optimizer.told&&(this.optimizer.leave(),this.map.setRun(this.optimizer.run,null))}optimize(e,t,n){let s=e==="random"?"random":e==="weakest"?this.weakest():this.places()[0]??null;if(!s)return this.say("Choose a network, or a place on the path or the map, to start from.");let r=t.startsWith("arch:")?t.slice(5):null,o=t.startsWith("shape:")?Number(t.slice(6)):null;this.line.send({type:"optimize",start:s,arch:r,shape:o,steps:n})||this.say("There is no connection to the server.")}weakest(){let e=this.data?.labels.find(({name:n})=>n==="accuracy");return!e||!("values"in e)?null:{kind:"network",id:e.values.reduce((n,s,r)=>s<e.values[n]?r:n,0)}}makeMap(){return new Ao(this.panes.map,{pick:(e,t)=>this.actions.pick(e,t),anchorMoved:(e,t)=>this.actions.moveAnchor(e,t),handleMoved:(e,t)=>this.moved({t:e,shown:"path",play:!1},t),keptPicked:e=>this.optimizer.lookAt(e),freeMoved:(e,t,n)=>this.moved({place:{x:e,y:t},shown:"place",play:!1},n),selected:e=>this.actions.select(e),needThumbnails:e=>this.thumbnails.need(e),needSheet:(e,t)=>{this.line.send({type:"sheet",columns:e,box:t,colour:this.theme.material}),this.state.sheet||this.change({sheet:!0})},sheetOff:()=>{this.line.send({type:"sheet_stop"}),this.change({sheet:!1})},terrain:e=>this.line.send({type:"terrain",on:e}),colour:e=>this.change({colour:e}),hidden:e=>this.change({hidden:e}),search:e=>this.change({search:e}),windowChanged:e=>this.change({window:e})})}moved(e,t){this.drag(t);let n=e.t===void 0?{}:{t:Number(e.t.toFixed(4))};this.change({...e,...n},t)}lineEvents(){return{connected:()=>{this.thumbnails.again(),this.thumbnails.need(St(this.state)),this.courses.again(),this.hand.again(),this.map.terrain&&this.line.send({type:"terrain",on:!0})},map:e=>this.takeMap(e),course:(e,t)=>this.courses.took(e,t),curve:(e,t)=>{this.curves[e]=t,this.screen.render()},terrain:e=>this.map.setTerrain(e),run:e=>this.optimizer.took(e),kept:e=>{e[e.length-1]?.key===`kept/${this.optimizer.run?.number}`&&this.say("Kept as a point on the map: a click shows it again."),this.optimizer.keeps(e)},frame:e=>this.takeFrame(e),thumb:(e,t,n)=>{this.thumbnails.took(e,t,n)&&(this.map.setThumbnail(e,n),this.screen.render())},tile:e=>this.map.setTile(e),failed:e=>{this.courses.failed(),this.say(e)}}}takeMap(e){let t=this.data===null;this.data=e,this.map.setSpace(e),this.viewer.setClassifiers(e.classifiers);let n=zl(_u(this.state),e.count);this.show(t?n:{...n,t:this.state.t},Dn,!1)}takeFrame(e){if(this.frames.add(e),this.hand.took(e),e.place.kind!=="path")return;(e.place.t<=0||e.place.t>=1)&&this.screen.showEnds();let t=this.courses.current()[0]?.key;t&&this.pathSeen.all!==t&&this.frames.count(t)>=OS&&(this.pathSeen.all=t,this.stats.keep(this.stats.allAheadMs,performance.now()-this.courses.wishedAt(0)))}noteFirst(e){let t=this.courses.current()[0]?.key;!t||this.pathSeen.shown===t||e?.place.kind!=="path"||e.place.path!==t||(this.pathSeen.shown=t,this.stats.keep(this.stats.firstPathMs,performance.now()-this.courses.wishedAt(0)))}readTheme(){let e=Bu(this.root,this.component.data.theme);JSON.stringify(e)!==JSON.stringify(this.theme)&&(this.theme=e,zu(this.panes.app,e),this.viewer.setTheme(e),this.map.setTheme(e),this.thumbnails.setColour(e.material),this.thumbnails.need(St(this.state)),this.screen.render())}setHeight(e){this.panes.app.style.setProperty("--nx-height",`${e??780}px`)}};function zS(i){let e=i.parentElement.querySelector(".explorer-live");if(!e)throw new Error("The page has no element .explorer-live.");return e.explorer&&e.explorer.space!==i.data.space&&xg(e),e.explorer?e.explorer.update(i):i.data.kind==="classifier"||Ws.supported()?e.explorer=new xc(e,i):(e.replaceChildren(fg()),i.setTriggerValue("nowebgl",!0)),()=>xg(e)}function xg(i){i.explorer?.dispose(),delete i.explorer}export{zS as default};
/*! Bundled license information:

three/build/three.core.js:
three/build/three.module.js:
  (**
   * @license
   * Copyright 2010-2026 Three.js Authors
   * SPDX-License-Identifier: MIT
   *)
*/
